type Limits = { pauseAtFrames: number; resumeBelowFrames: number; pauseAtBytes: number };

type Options<T> = {
  limits: Limits;
  /** Handles one; the next comes after it. Must not reject. */
  handle(item: T): Promise<void>;
  /** What must be over before the first is handled. */
  after: Promise<void>;
  /** A flood is slowed by not being read, never closed. */
  pause(): void;
  resume(): void;
};

export type Inbox<T extends { text: string }> = ReturnType<typeof inbox<T>>;

/** What a station has sent and we have not handled: in order, one at a time, and bounded by reading no further. */
export function inbox<T extends { text: string }>({ limits, handle, after, pause, resume }: Options<T>) {
  let unread: T[] = [];
  let bytes = 0;
  let isPaused = false;
  let working: Promise<void> | undefined;

  async function work() {
    await after;
    // To the end also when the socket is gone: what has come is valid whether or not its answer can be heard.
    for (let next = unread.shift(); next; next = unread.shift()) {
      bytes -= next.text.length;
      await handle(next);
      if (isPaused && unread.length < limits.resumeBelowFrames && bytes <= limits.pauseAtBytes / 2) {
        isPaused = false;
        resume();
      }
    }
    working = undefined;
  }

  return {
    push(item: T): void {
      unread.push(item);
      bytes += item.text.length;
      if (!isPaused && (unread.length > limits.pauseAtFrames || bytes > limits.pauseAtBytes)) {
        isPaused = true;
        pause();
      }
      working ??= work();
    },

    /** Forgets what has not been begun: unanswered, the station keeps it and brings it again. */
    clear(): void {
      unread = [];
      bytes = 0;
    },

    isPaused: () => isPaused,

    /** Resolves when all that has come so far is handled. */
    handled: () => working ?? Promise.resolve(),
  };
}
