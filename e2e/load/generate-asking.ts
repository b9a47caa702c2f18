import { type Connected, connectStations } from "./connect-stations";
import { type HotAction, hotRequest } from "./hot-frames";
import type { Target } from "./target";
import { type Clock, measureWindow, pace, type Timed } from "./window";

export type Asking = {
  kind: "asking";
  target: Target;
  action: HotAction;
  warmUpMs: number;
  measureMs: number;
  /** Milliseconds between two requests of a station; without it the next follows the answer to the last. */
  everyMs?: number;
};
/** `answered`: all of them, those outside the measured window too. */
export type AskingDone = Timed & { kind: "asking"; answered: number; refused: string[] };

/** Every station says one thing over and over. */
export async function askOverAndOver(job: Asking, say: (window: "open" | "closed") => void): Promise<AskingDone> {
  const stations = await connectStations(job.target);
  const told = { answered: 0, refused: [] as string[] };
  const timed = await measureWindow(
    job,
    (clock, timed) => Promise.all(stations.map((one) => askOn(one, job, told, timed, clock))),
    say,
  );
  await Promise.all(stations.map(({ station }) => station.close()));
  return { kind: "asking", ...timed, ...told };
}

function askOn(
  { identity, station }: Connected,
  { action, everyMs }: Asking,
  told: { answered: number; refused: string[] },
  timed: Timed,
  clock: Clock,
): Promise<void> {
  return new Promise((resolve, reject) => {
    station.onLost = (why) => reject(new Error(`${identity}: ${why}`));
    const inPace = pace(everyMs);
    let n = 0;
    const next = (sinceMs: number) => {
      if (clock.isOver) return resolve();
      n += 1;
      station.call(action, hotRequest[action](n), (answer) => {
        if (answer.startsWith("[3,")) told.answered += 1;
        else if (told.refused.length < 20) told.refused.push(answer);
        if (clock.isMeasuring) {
          timed.events += 1;
          timed.times.push(performance.now() - sinceMs);
        }
        inPace(next);
      });
    };
    inPace(next);
  });
}
