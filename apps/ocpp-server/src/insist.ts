import { setTimeout as sleep } from "node:timers/promises";
import { NotStoredInTime } from "./group-commit";
import { verdictOf } from "./verdict";

const racesAllowed = 3;

/** Tries one transaction again while the database is away, then gives up with NotStoredInTime. Other errors go through. */
export const insist = <T>(
  work: () => Promise<T>,
  { giveUpMs, pauseMs = 200 }: { giveUpMs: number; pauseMs?: number },
): Promise<T> => inTime(tryUntil(work, performance.now() + giveUpMs, pauseMs), giveUpMs);

/** What hangs in a connection that does not answer is let go of, whatever becomes of it. */
export async function inTime<T>(work: Promise<T>, withinMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NotStoredInTime()), withinMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function tryUntil<T>(work: () => Promise<T>, until: number, pauseMs: number): Promise<T> {
  for (let races = 0; ; ) {
    try {
      return await work();
    } catch (error) {
      const verdict = verdictOf(error);
      if (verdict === "bad" || (verdict === "race" && ++races > racesAllowed)) throw error;
      if (performance.now() + pauseMs >= until) throw new NotStoredInTime(error);
      if (verdict === "away") await sleep(pauseMs);
    }
  }
}
