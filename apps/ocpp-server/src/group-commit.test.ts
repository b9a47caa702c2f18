import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type GroupCommit, groupCommit, NotStoredInTime } from "./group-commit";

type Event = { n: number; tenantId: string; key: number; isBad?: boolean };
const fails = (code: string) => Object.assign(new Error(code), { code });

/** A database in memory: it stores all of a batch or nothing, and can be away. */
function aStore() {
  const stored = new Map<number, number>();
  const state = { isAway: false, inFlight: 0, mostInFlight: 0, commits: 0 };
  async function commit(events: Event[]): Promise<string[]> {
    state.inFlight += 1;
    state.mostInFlight = Math.max(state.mostInFlight, state.inFlight);
    try {
      await sleep(1);
      if (state.isAway) throw fails("ECONNREFUSED");
      if (events.some(({ isBad }) => isBad)) throw fails("23514");
      state.commits += 1;
      for (const { key } of events) stored.set(key, (stored.get(key) ?? 0) + 1);
      return events.map(({ key, n }, index) => (n === index ? `reply ${key}` : "wrong place"));
    } finally {
      state.inFlight -= 1;
    }
  }
  return { stored, state, commit };
}

test("3000 events, five of them bad, and a while without a database: each gets its own answer", async () => {
  const { stored, state, commit } = aStore();
  let halvings = 0;
  let retries = 0;
  const retried = () => {
    retries += 1;
    if (retries === 20) state.isAway = false;
  };
  const queue = groupCommit({ commit, pauseMs: 20, watch: { halved: () => halvings++, retried } });
  const bad = new Set([7, 500, 501, 1_777, 2_999]);
  const answers = Array.from({ length: 3_000 }, async (_, key) => {
    // In several handfuls, as sockets would bring them.
    await sleep(key % 50);
    return queue.add({ n: 0, tenantId: "a", key, isBad: bad.has(key) });
  });
  state.isAway = true;
  const settled = await Promise.allSettled(answers);
  for (const [key, outcome] of settled.entries()) {
    if (bad.has(key)) expect(outcome).toMatchObject({ status: "rejected", reason: { code: "23514" } });
    else expect(outcome).toEqual({ status: "fulfilled", value: `reply ${key}` });
  }
  expect(stored.size).toBe(2_995);
  expect(state.mostInFlight).toBeLessThanOrEqual(2);
  expect(halvings).toBeGreaterThan(0);
  expect(retries).toBeGreaterThanOrEqual(20);
});

test("an idle system adds no delay: one event is one flush at once", async () => {
  const { state, commit } = aStore();
  const queue = groupCommit({ commit });
  expect(await queue.add({ n: 0, tenantId: "a", key: 1 })).toBe("reply 1");
  expect(state.commits).toBe(1);
});

/** A database that commits when it is told to: what comes before that has come while the flushes were under way. */
function aHeldStore() {
  const sizes: number[] = [];
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  async function commit(events: Event[]): Promise<string[]> {
    sizes.push(events.length);
    await held;
    return events.map(({ key }) => `reply ${key}`);
  }
  return { sizes, letGo, commit };
}

/** One handful after the other, each a turn of the loop before the next. */
async function addInTurns(queue: GroupCommit<Event, string>, turns: number[]): Promise<Promise<string>[]> {
  const replies: Promise<string>[] = [];
  for (const count of turns) {
    for (let n = 0; n < count; n++) replies.push(queue.add({ n: 0, tenantId: "a", key: replies.length }));
    await new Promise(setImmediate);
  }
  return replies;
}

test("a few that come while a flush is under way wait for it, and are one flush", async () => {
  const { sizes, letGo, commit } = aHeldStore();
  const replies = await addInTurns(groupCommit({ commit, patienceMs: 60_000 }), [1, 2, 3]);
  expect(sizes).toEqual([1]);
  letGo();
  await Promise.all(replies);
  expect(sizes).toEqual([1, 5]);
});

test("many do not wait: a second flush goes beside the first, and what comes then is one flush", async () => {
  const { sizes, letGo, commit } = aHeldStore();
  const replies = await addInTurns(groupCommit({ commit, worthAnother: 10, patienceMs: 60_000 }), [1, 10, 39, 1]);
  expect(sizes).toEqual([1, 10]);
  letGo();
  await Promise.all(replies);
  expect(sizes).toEqual([1, 10, 40]);
});

test("a flush that is stuck does not hold up the few behind it", async () => {
  const { sizes, letGo, commit } = aHeldStore();
  const queue = groupCommit<Event, string>({
    commit: (events) => (events[0]!.key === 0 ? commit(events) : aStore().commit(events)),
  });
  const [first] = await addInTurns(queue, [1]);
  const behind = queue.add({ n: 0, tenantId: "a", key: 1 });
  const tending = setInterval(() => queue.expire(), 10);
  expect(await behind).toBe("reply 1");
  clearInterval(tending);
  expect(sizes).toEqual([1]);
  letGo();
  expect(await first).toBe("reply 0");
});

test("a tenant that floods does not keep another waiting for more than one flush", async () => {
  const batches: string[] = [];
  const queue = groupCommit<Event, string>({
    maxBatch: 4,
    maxInFlight: 1,
    async commit(events) {
      batches.push(events.map(({ tenantId }) => tenantId).join(""));
      return events.map(() => "stored");
    },
  });
  const flood = Array.from({ length: 10 }, (_, key) => queue.add({ n: 0, tenantId: "a", key }));
  const quiet = [queue.add({ n: 0, tenantId: "b", key: 100 }), queue.add({ n: 0, tenantId: "c", key: 101 })];
  await Promise.all([...flood, ...quiet]);
  expect(batches).toEqual(["abca", "aaaa", "aaaa"]);
});

test("as long as others are stored, what waits for its turn is not given up", async () => {
  const stores: (() => void)[] = [];
  const queue = groupCommit<Event, string>({
    maxBatch: 1,
    maxInFlight: 1,
    giveUpMs: 10_000,
    commit: (events) => new Promise((resolve) => stores.push(() => resolve(events.map(() => "stored")))),
  });
  const [first, second, third] = [1, 2, 3].map((key) => queue.add({ n: 0, tenantId: "a", key }));
  const addedAt = performance.now();
  while (performance.now() < addedAt + 2) await new Promise(setImmediate);
  stores.shift()?.();
  expect(await first).toBe("stored");
  await new Promise(setImmediate);
  // Too late for the third since it was added, and not since the first was stored.
  queue.expire(addedAt + 10_001);
  stores.shift()?.();
  expect(await second).toBe("stored");
  await new Promise(setImmediate);
  stores.shift()?.();
  expect(await third).toBe("stored");
});

test("it gives up in time, saying that the event was not at fault", async () => {
  const { stored, state, commit } = aStore();
  state.isAway = true;
  const queue = groupCommit({ commit, giveUpMs: 100, pauseMs: 10 });
  await expect(queue.add({ n: 0, tenantId: "a", key: 1 })).rejects.toThrow(NotStoredInTime);
  state.isAway = false;
  expect(await queue.add({ n: 0, tenantId: "a", key: 2 })).toBe("reply 2");
  expect([...stored.keys()]).toEqual([2]);
});

describe("a clock that is set", () => {
  const hourMs = 3_600_000;
  afterEach(() => {
    vi.useRealTimers();
  });

  test("ahead gives up nothing that has not waited long", async () => {
    const { state, commit } = aStore();
    let retries = 0;
    const queue = groupCommit({ commit, pauseMs: 5, watch: { retried: () => retries++ } });
    vi.useFakeTimers({ toFake: ["Date"] });
    state.isAway = true;
    const answer = queue.add({ n: 0, tenantId: "a", key: 1 });
    await vi.waitFor(() => expect(retries).toBeGreaterThan(0));
    vi.setSystemTime(Date.now() + hourMs);
    queue.expire();
    const before = retries;
    await vi.waitFor(() => expect(retries).toBeGreaterThan(before));
    state.isAway = false;
    expect(await answer).toBe("reply 1");
  });

  test("back keeps nobody waiting longer", async () => {
    const { state, commit } = aStore();
    const queue = groupCommit({ commit, giveUpMs: 50, pauseMs: 5 });
    vi.useFakeTimers({ toFake: ["Date"] });
    state.isAway = true;
    const answer = queue.add({ n: 0, tenantId: "a", key: 1 });
    vi.setSystemTime(Date.now() - hourMs);
    await expect(answer).rejects.toThrow(NotStoredInTime);
  });
});

test("a flush that hangs does not hold its events for ever", async () => {
  const queue = groupCommit<Event, string>({
    commit: () => new Promise(() => undefined),
    giveUpMs: 50,
    maxInFlight: 1,
  });
  const answers = [queue.add({ n: 0, tenantId: "a", key: 1 })];
  await new Promise(setImmediate);
  answers.push(queue.add({ n: 0, tenantId: "a", key: 2 }));
  expect(queue.waiting()).toBe(1);
  expect(queue.oldestMs(performance.now() + 1_000)).toBeGreaterThanOrEqual(1_000);
  queue.expire(performance.now() + 51);
  for (const { status } of await Promise.allSettled(answers)) expect(status).toBe("rejected");
  expect(queue.waiting()).toBe(0);
});

test("a flush that hangs gives up its place", async () => {
  let hangs = true;
  const queue = groupCommit<Event, string>({
    commit: (events) => (hangs ? new Promise(() => undefined) : Promise.resolve(events.map(() => "stored"))),
    giveUpMs: 50,
    maxInFlight: 1,
  });
  const hanging = queue.add({ n: 0, tenantId: "a", key: 1 });
  await new Promise(setImmediate);
  hangs = false;
  queue.expire(performance.now() + 51);
  await expect(hanging).rejects.toThrow(NotStoredInTime);
  expect(await queue.add({ n: 0, tenantId: "a", key: 2 })).toBe("stored");
});

test("two flushes that make the same row: the one that lost comes again and succeeds", async () => {
  let tries = 0;
  const queue = groupCommit<Event, string>({
    async commit(events) {
      if (++tries <= 2) throw Object.assign(new Error("wrapped"), { cause: fails("23505") });
      return events.map(() => "stored");
    },
  });
  expect(await queue.add({ n: 0, tenantId: "a", key: 1 })).toBe("stored");
});

test("a row that is there for good is no race: it is given back after a few tries", async () => {
  let tries = 0;
  const queue = groupCommit<Event, string>({
    commit: () => {
      tries += 1;
      return Promise.reject(fails("23505"));
    },
  });
  await expect(queue.add({ n: 0, tenantId: "a", key: 1 })).rejects.toMatchObject({ code: "23505" });
  expect(tries).toBe(4);
});

test("whatever is bad, the others are stored exactly once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(300), { maxLength: 40 }),
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 64 }),
      async (bad, count, maxBatch) => {
        const { stored, commit } = aStore();
        const queue = groupCommit({ commit, maxBatch });
        const outcomes = await Promise.allSettled(
          Array.from({ length: count }, (_, key) => queue.add({ n: 0, tenantId: "a", key, isBad: bad.includes(key) })),
        );
        const expected = outcomes.flatMap((_, key) => (bad.includes(key) ? [] : [key]));
        expect([...stored.keys()].sort((a, b) => a - b)).toEqual(expected);
        expect([...stored.values()].every((times) => times === 1)).toBe(true);
        expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(count - expected.length);
      },
    ),
    { numRuns: 30 },
  );
});
