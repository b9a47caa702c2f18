import { setTimeout as sleep } from "node:timers/promises";
import { fairLines } from "./fair-lines";
import { verdictOf } from "./verdict";

/** `since` and `begunAt` are monotonic, as is every duration here: the clock on the wall may jump. */
type Waiting<E, R> = {
  tenantId: string;
  event: E;
  since: number;
  begunAt: number;
  resolve(reply: R): void;
  reject(why: unknown): void;
};

export type Watch = {
  flushed?(events: number, ms: number): void;
  halved?(): void;
  retried?(): void;
};

export type Options<E, R> = {
  /** Stores all events and resolves, after the commit only, with a reply for each in their order. Storing again must do no harm. */
  commit(events: E[]): Promise<R[]>;
  maxBatch?: number;
  maxInFlight?: number;
  /** So many must wait before a flush goes beside another: what a flush costs by itself is the same for one event as for many. */
  worthAnother?: number;
  /** After so long a flush holds up not even a few. */
  patienceMs?: number;
  giveUpMs?: number;
  pauseMs?: number;
  watch?: Watch;
};

/** Rejects what was not stored because the database was away too long: nothing is wrong with the event. */
export class NotStoredInTime extends Error {
  constructor(cause?: unknown) {
    super("not stored in time", { cause });
    this.name = "NotStoredInTime";
  }
}

const racesPerBatch = 3;

type Grouped = { n: number; tenantId: string };
export type GroupCommit<E extends Grouped, R> = ReturnType<typeof groupCommit<E, R>>;

/**
 * While a flush is under way the next one collects: no timer, no delay when idle, one commit for many when busy. A flush takes
 * from the tenants in turn. Its bound is its callers': each waits for its reply before it adds another.
 */
export function groupCommit<E extends Grouped, R>({
  commit,
  maxBatch = 500,
  maxInFlight = 2,
  worthAnother = 40,
  patienceMs = 25,
  giveUpMs = 15_000,
  pauseMs = 200,
  watch = {},
}: Options<E, R>) {
  const waiting = fairLines<Waiting<E, R>>();
  const underWay = new Set<Waiting<E, R>[]>();
  let isScheduled = false;
  let lastStoredAt = 0;

  function flush() {
    isScheduled = false;
    while (waiting.size() > 0 && (underWay.size === 0 || (underWay.size < maxInFlight && isWorthAnother()))) {
      const batch = waiting.take(maxBatch);
      const begunAt = performance.now();
      for (const one of batch) one.begunAt = begunAt;
      underWay.add(batch);
      void store(batch, 0).finally(() => {
        underWay.delete(batch);
        flush();
      });
    }
  }

  function isWorthAnother(): boolean {
    if (waiting.size() >= worthAnother) return true;
    const stuck = performance.now() - patienceMs;
    return [...underWay].every(([first]) => first!.begunAt < stuck);
  }

  async function store(batch: Waiting<E, R>[], races: number): Promise<void> {
    const began = performance.now();
    try {
      for (const [n, { event }] of batch.entries()) event.n = n;
      const replies = await commit(batch.map(({ event }) => event));
      lastStoredAt = performance.now();
      watch.flushed?.(batch.length, performance.now() - began);
      for (const [n, { resolve }] of batch.entries()) resolve(replies[n]!);
    } catch (why) {
      const verdict = verdictOf(why);
      // Two flushes that both begin the same transaction: the second finds it there when it comes again.
      if (verdict === "away" || (verdict === "race" && races < racesPerBatch))
        await again(batch, why, verdict === "race" ? races + 1 : races);
      else if (batch.length === 1) batch[0]!.reject(why);
      else await halve(batch);
    }
  }

  async function again(batch: Waiting<E, R>[], why: unknown, races: number) {
    watch.retried?.();
    const late = performance.now() - giveUpMs;
    for (const { reject } of batch.filter(({ begunAt }) => begunAt <= late)) reject(new NotStoredInTime(why));
    const left = batch.filter(({ begunAt }) => begunAt > late);
    if (left.length === 0) return;
    await sleep(verdictOf(why) === "race" ? 0 : pauseMs);
    await store(left, races);
  }

  async function halve(batch: Waiting<E, R>[]) {
    watch.halved?.();
    const half = batch.length >> 1;
    await store(batch.slice(0, half), 0);
    await store(batch.slice(half), 0);
  }

  return {
    add: (event: E) =>
      new Promise<R>((resolve, reject) => {
        const since = performance.now();
        waiting.put({ tenantId: event.tenantId, event, since, begunAt: since, resolve, reject });
        if (isScheduled) return;
        isScheduled = true;
        // One turn of the loop gathers what has arrived.
        setImmediate(flush);
      }),

    waiting: waiting.size,

    oldestMs(now = performance.now()): number {
      const all = [waiting.all(), ...underWay].flat();
      return all.reduce((oldest, { since }) => Math.max(oldest, now - since), 0);
    },

    /**
     * Lets go of what is too old even while a flush hangs in a connection that does not answer. What has not been begun is
     * not too old as long as others are stored: its turn will come.
     */
    expire(now = performance.now()): void {
      const isLate = ({ begunAt }: Waiting<E, R>) => now - begunAt > giveUpMs;
      const isHopeless = ({ since }: Waiting<E, R>) => now - Math.max(since, lastStoredAt) > giveUpMs;
      const late = [...waiting.remove(isHopeless), ...[...underWay].flat().filter(isLate)];
      for (const { reject } of late) reject(new NotStoredInTime());
      // Its place is needed; should it be stored after all, storing again does no harm.
      for (const batch of underWay) if (batch.every(isLate)) underWay.delete(batch);
      flush();
    },
  };
}
