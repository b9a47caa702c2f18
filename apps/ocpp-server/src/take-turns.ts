export type TakeTurns = ReturnType<typeof takeTurns>;

/** Runs at most so many at once and lets so many wait; `undefined` at once when even the queue is full. */
export function takeTurns({ atOnce, waiting: mostWaiting }: { atOnce: number; waiting: number }) {
  const waiting: (() => void)[] = [];
  let running = 0;

  return {
    waiting: () => waiting.length,

    run<T>(work: () => Promise<T>): Promise<T> | undefined {
      if (running >= atOnce && waiting.length >= mostWaiting) return undefined;
      return inTurn(work);
    },
  };

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) await new Promise<void>((start) => waiting.push(start));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, so nobody slips in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }
}
