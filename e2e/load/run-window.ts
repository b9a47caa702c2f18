import { type Spread, spreadOf } from "./latencies";
import { postgresMs, processorMs } from "./processes";
import { required } from "./put-stations";
import type { RunningServer } from "./run-server";
import type { Timed } from "./window";

/** What one measured window showed, and what it cost. */
export type Round = {
  perSecond: number;
  times: number[];
  serverUs: number;
  postgresUs: number;
  processors: { server: number; postgres: number; generator: number };
};

/** Runs a job of the generator and counts the processor time of the server and of Postgres while its window is open. */
export async function runWindow<T extends Timed>(
  { pid }: RunningServer,
  run: (onWindow: (is: "open" | "closed") => void) => Promise<T>,
): Promise<{ round: Round; done: T }> {
  const postmaster = Number(required("LOAD_POSTGRES_PID"));
  const used = { server: 0, postgres: 0 };
  const done = await run((is) => {
    const sign = is === "open" ? -1 : 1;
    used.server += sign * processorMs(pid);
    used.postgres += sign * postgresMs(postmaster);
  });
  const share = (ms: number) => ms / done.windowMs;
  const round: Round = {
    perSecond: (done.events * 1000) / done.windowMs,
    times: done.times,
    serverUs: (used.server * 1000) / done.events,
    postgresUs: (used.postgres * 1000) / done.events,
    processors: { server: share(used.server), postgres: share(used.postgres), generator: share(done.processorMs) },
  };
  return { round, done };
}

/** A round for the file of results: the times as a spread. */
export const factOf = ({ times, ...round }: Round): Omit<Round, "times"> & { spread: Spread } => ({
  ...round,
  spread: spreadOf(times),
});
