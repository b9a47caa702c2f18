import { fairLines } from "./fair-lines";
import { NotStoredInTime } from "./group-commit";

type Waiting = { tenantId: string; since: number; begin(): void; reject(why: unknown): void };

export type FairTurns = ReturnType<typeof fairTurns>;

/** So many pieces of work at once and the tenants in turn, so that a crowd does not take the whole pool of connections. */
export function fairTurns({ atOnce, giveUpMs }: { atOnce: number; giveUpMs: number }) {
  const waiting = fairLines<Waiting>();
  let busy = 0;
  let lastDoneAt = 0;

  function next(): void {
    if (busy >= atOnce) return;
    const [one] = waiting.take(1);
    if (!one) return;
    busy += 1;
    one.begin();
  }

  return {
    async run<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
      await new Promise<void>((begin, reject) => {
        waiting.put({ tenantId, since: performance.now(), begin, reject });
        next();
      });
      let isDone = true;
      try {
        return await work();
      } catch (error) {
        isDone = !(error instanceof NotStoredInTime);
        throw error;
      } finally {
        if (isDone) lastDoneAt = performance.now();
        busy -= 1;
        next();
      }
    },

    waiting: waiting.size,

    /** Called every second. As long as work gets done, however slowly, a turn will come; when none does, the database is away. */
    expire(now = performance.now()): void {
      const isLate = ({ since }: Waiting) => now - Math.max(since, lastDoneAt) > giveUpMs;
      for (const { reject } of waiting.remove(isLate)) reject(new NotStoredInTime());
    },
  };
}
