type Waiting<T> = { item: T; resolve(): void; reject(why: unknown): void };

const mostAtOnce = 500;

/** Sends one batch after the other; what comes while one is on its way goes together in the next. */
export function inBatches<T>(send: (batch: T[]) => Promise<void>) {
  const waiting: Waiting<T>[] = [];
  let sending: Promise<void> | undefined;

  async function sendAll() {
    // What is said in this very turn belongs together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.splice(0, mostAtOnce);
      try {
        await send(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
      } catch (why) {
        for (const { reject } of batch) reject(why);
      }
    }
    sending = undefined;
  }

  return {
    add: (item: T) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        sending ??= sendAll();
      }),

    /** When all is sent, or could not be. */
    sent: (): Promise<void> => sending ?? Promise.resolve(),
  };
}
