import { setTimeout as sleep } from "node:timers/promises";

export type Clock = { isMeasuring: boolean; isOver: boolean };
export type Timed = {
  windowMs: number;
  events: number;
  /** Milliseconds from an event due or on its way to its answer. */
  times: number[];
  processorMs: number;
};

/** Lets the loops run: first to warm up, then measured, then to their end. */
export async function measureWindow(
  { warmUpMs, measureMs }: { warmUpMs: number; measureMs: number },
  begin: (clock: Clock, timed: Timed) => Promise<unknown>,
  say: (window: "open" | "closed") => void,
): Promise<Timed> {
  const clock: Clock = { isMeasuring: false, isOver: false };
  const timed: Timed = { windowMs: 0, events: 0, times: [], processorMs: 0 };
  const loops = begin(clock, timed);
  await Promise.race([sleep(warmUpMs), loops]);
  say("open");
  const usedBefore = process.cpuUsage();
  const openedAt = performance.now();
  clock.isMeasuring = true;
  await Promise.race([sleep(measureMs), loops]);
  clock.isMeasuring = false;
  timed.windowMs = performance.now() - openedAt;
  const used = process.cpuUsage(usedBefore);
  timed.processorMs = (used.user + used.system) / 1000;
  say("closed");
  clock.isOver = true;
  await loops;
  return timed;
}

/**
 * When the next is due: at once in a closed loop; at its hour when `everyMs` is given, and then its time counts from that hour, so that
 * what waits behind a slow answer is not left out.
 */
export function pace(everyMs: number | undefined) {
  // Not all at the same moment.
  let due = performance.now() + Math.random() * (everyMs ?? 0);
  return (go: (sinceMs: number) => void): void => {
    const now = performance.now();
    const since = everyMs === undefined ? now : due;
    due += everyMs ?? 0;
    if (since <= now) go(since);
    else setTimeout(() => go(since), since - now);
  };
}
