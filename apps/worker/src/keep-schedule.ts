import type { Means } from "./means";
import { schedule } from "./schedule";

const everyMs = 60_000;

/** A Redis that comes back empty has lost what repeats: it is put back as soon as the bus is there again, and looked for every minute. */
export function keepSchedule({ jobs, bus, log }: Pick<Means, "jobs" | "bus" | "log">): () => void {
  const look = () =>
    void jobs.repeat(schedule).catch((error) => log.warn({ err: error }, "what repeats could not be looked after"));
  const timer = setInterval(look, everyMs).unref();
  const leaveBus = bus.onGap(look);
  return () => {
    clearInterval(timer);
    leaveBus();
  };
}
