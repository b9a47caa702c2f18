type Work = () => unknown;
export type Cancel = () => void;

/** The station's time. Everything in a station that happens later or again is asked for here, and nowhere else. */
export interface Timeline {
  readonly isLive: boolean;
  now(): number;
  after(seconds: number, work: Work): Cancel;
  /** Lets the given time pass, running what is due in its order. Only where time is moved by hand. */
  advance(seconds: number): Promise<void>;
  /** Waits in live time; returns at once where time is moved by hand. */
  pause(seconds: number): Promise<void>;
  stop(): void;
}

/** Time that stands still until it is advanced: a test decides what happens when. */
export function manualTimeline(startAt: Date): Timeline {
  let now = startAt.getTime();
  let isAdvancing = false;
  let due: { at: number; work: Work }[] = [];
  const takeNext = (until: number) => {
    const next = due.reduce<(typeof due)[number] | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined);
    if (!next || next.at > until) return undefined;
    due = due.filter((entry) => entry !== next);
    return next;
  };
  return {
    isLive: false,
    now: () => now,
    after(seconds, work) {
      const entry = { at: now + seconds * 1000, work };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    async advance(seconds) {
      if (isAdvancing) throw new Error("the station's time is being advanced already");
      isAdvancing = true;
      try {
        const until = now + seconds * 1000;
        for (let next = takeNext(until); next; next = takeNext(until)) {
          now = Math.max(now, next.at);
          await next.work();
        }
        now = until;
      } finally {
        isAdvancing = false;
      }
    },
    pause: async () => {},
    stop() {
      due = [];
    },
  };
}

const longestTimer = 2 ** 31 - 1;

/** Time that runs by itself, `speed` times as fast as the clock on the wall. */
export function liveTimeline(speed: number, startAt: Date, onError: (error: unknown) => void): Timeline {
  const startedAt = performance.now();
  const timers = new Set<NodeJS.Timeout>();
  const wait = (seconds: number, work: Work) => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        // Nobody waits for what a timer began, so nobody else could take its error.
        Promise.resolve().then(work).catch(onError);
      },
      Math.min((seconds * 1000) / speed, longestTimer),
    );
    timers.add(timer);
    return () => {
      clearTimeout(timer);
      timers.delete(timer);
    };
  };
  return {
    isLive: true,
    now: () => startAt.getTime() + (performance.now() - startedAt) * speed,
    after: wait,
    advance: async () => {
      throw new Error("a live station's time cannot be advanced");
    },
    pause: (seconds) => new Promise((resolve) => wait(seconds, () => resolve())),
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
