import { setTimeout as sleep } from "node:timers/promises";
import { NotStoredInTime } from "./group-commit";
import { verdictOf } from "./verdict";

const racesAllowed = 3;

/** Tries one transaction again while the database is away, then gives up with NotStoredInTime. Other errors go through. */
export async function insist<T>(work: () => Promise<T>, { giveUpMs, pauseMs = 200 }: { giveUpMs: number; pauseMs?: number }): Promise<T> {
  const until = Date.now() + giveUpMs;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    // A connection that hangs would otherwise hold the station for ever.
    timer = setTimeout(() => reject(new NotStoredInTime()), giveUpMs);
  });
  try {
    return await Promise.race([tryUntil(work, until, pauseMs), late]);
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
      if (Date.now() + pauseMs >= until) throw new NotStoredInTime(error);
      if (verdict === "away") await sleep(pauseMs);
    }
  }
}
