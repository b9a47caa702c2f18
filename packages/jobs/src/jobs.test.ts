import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { connectBroker, type Whereabouts } from "./broker";
import { type Consumer, consume, type Handling } from "./consume";
import { createJobs, type Jobs } from "./create-jobs";
import { migrateJobs } from "./migrate-jobs";
import type { QueueName } from "./queues";

const { TEST_DATABASE_URL: cluster, TEST_REDIS_URL: redis } = process.env;
const database = `stationmaster_jobs_${randomUUID().slice(0, 8)}`;
const role = `${database}_app`;

const drivers: { name: string; isThere: string | undefined; whereabouts: () => Whereabouts }[] = [
  { name: "postgres", isThere: cluster, whereabouts: () => ({ databaseUrl: urlOf(database, role) }) },
  { name: "redis", isThere: redis, whereabouts: () => ({ redisUrl: `${redis}/7` }) },
];

beforeAll(async () => {
  if (!cluster) return;
  await asOwner("stationmaster", `CREATE ROLE ${role} LOGIN PASSWORD 'app'`, `CREATE DATABASE ${database}`);
  await migrateJobs(urlOf(database), { grantTo: [role] });
});

afterAll(async () => {
  if (redis) {
    const connection = new Redis(`${redis}/7`);
    await connection.flushdb();
    connection.disconnect();
  }
  if (cluster) await asOwner("stationmaster", `DROP DATABASE ${database} WITH (FORCE)`, `DROP ROLE ${role}`);
});

for (const { name, isThere, whereabouts } of drivers) {
  describe.skipIf(!isThere)(`jobs on ${name}`, () => {
    const opened: (Jobs | Consumer)[] = [];
    const producer = () => {
      const jobs = createJobs(whereabouts());
      opened.push(jobs);
      return jobs;
    };
    const consumer = async <Name extends QueueName>(queue: Name, handling: Handling<Name>) => {
      const running = await consume(queue, whereabouts(), handling);
      opened.push(running);
      return running;
    };
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((one) => one.close()));
      const broker = connectBroker(whereabouts(), 2);
      for (const queue of ["onboarding", "reports", "upkeep"]) {
        const one = broker.queue(queue);
        await one.obliterate({ force: true });
        await one.close();
      }
      await broker.close();
    });

    const aReport = () => ({ queue: "reports", tenantId: randomUUID(), reportId: randomUUID() }) as const;

    test("a job is done once, with its payload, whether the worker was there before or comes later", async () => {
      const [early, late] = [aReport(), aReport()];
      const jobs = producer();
      await jobs.enqueue(early);
      const handled: unknown[] = [];
      await consumer("reports", { handle: async (payload) => void handled.push(payload) });
      await jobs.enqueue(late);
      await vi.waitFor(() => expect(handled).toHaveLength(2), { timeout: 10_000 });
      expect(handled).toEqual([early, late].map(({ queue: _, ...payload }) => payload));
      expect(await jobs.count("reports")).toMatchObject({ waiting: 0, failed: 0 });
    });

    test("the same report asked for twice is made once", async () => {
      const report = aReport();
      const jobs = producer();
      expect(await jobs.oldestWaitingMs("reports")).toBe(0);
      await jobs.enqueue(report);
      await jobs.enqueue(report);
      expect(await jobs.count("reports")).toMatchObject({ waiting: 1 });
      await vi.waitFor(async () => expect(await jobs.oldestWaitingMs("reports")).toBeGreaterThan(0));
    });

    test("what fails is tried again, and given up after the last attempt", async () => {
      const attempts: number[] = [];
      const outcomes: string[] = [];
      const giveUp = vi.fn(async () => undefined);
      await producer().enqueue(aReport());
      await consumer("reports", {
        handle: async (_, { attempt }) => {
          attempts.push(attempt);
          throw new Error("no space left");
        },
        giveUp,
        done: ({ outcome }) => outcomes.push(outcome),
      });
      await vi.waitFor(() => expect(giveUp).toHaveBeenCalledOnce(), { timeout: 18_000 });
      expect(attempts).toEqual([1, 2, 3]);
      expect(outcomes).toEqual(["retried", "retried", "failed"]);
      expect(giveUp).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ message: "no space left" }));
    });

    test("a job that its queue does not take is refused when asked for, and not tried again when it got in", async () => {
      const jobs = producer();
      await expect(jobs.enqueue({ ...aReport(), tenantId: "northwind" })).rejects.toThrow(/tenantId/);
      const broker = connectBroker(whereabouts(), 2);
      const queue = broker.queue("reports");
      await queue.add("reports", { tenantId: 5 }, { attempts: 3, jobId: randomUUID() });
      const handle = vi.fn();
      const done = vi.fn();
      await consumer("reports", { handle, done });
      await vi.waitFor(
        () => expect(done).toHaveBeenCalledWith(expect.objectContaining({ outcome: "failed", payload: undefined })),
        { timeout: 10_000 },
      );
      await vi.waitFor(async () => expect(await queue.getFailedCount()).toBe(1));
      expect(handle).not.toHaveBeenCalled();
      await queue.close();
      await broker.close();
    });

    test("what repeats comes again and again, and stops when it is taken from the table", async () => {
      const jobs = producer();
      const tasks: string[] = [];
      await jobs.repeat([{ name: "sweep", everyMs: 200, job: { queue: "upkeep", task: "sweep-commands" } }]);
      // Every process that starts says the same table again.
      await jobs.repeat([{ name: "sweep", everyMs: 200, job: { queue: "upkeep", task: "sweep-commands" } }]);
      await consumer("upkeep", { handle: async ({ task }) => void tasks.push(task) });
      await vi.waitFor(() => expect(tasks.length).toBeGreaterThanOrEqual(3), { timeout: 15_000 });
      await jobs.repeat([]);
      await vi.waitFor(async () => expect(await jobs.count("upkeep")).toMatchObject({ delayed: 0, waiting: 0 }));
    });

    test("asked again, what repeats is left as it is, unless it is another or the queue has lost it", async () => {
      const jobs = producer();
      const repeated = (everyMs: number, task: "sweep-commands" | "count-drift") =>
        jobs.repeat([{ name: "sweep", everyMs, job: { queue: "upkeep", task } }]);
      const broker = connectBroker(whereabouts(), 1);
      const queue = broker.queue("upkeep");
      const kept = async () => {
        const [only, ...others] = await queue.getJobSchedulers();
        const waiting = await queue.getJobs(["delayed", "waiting", "prioritized"]);
        expect([others, waiting]).toEqual([[], [expect.objectContaining({ data: only?.template?.data })]]);
        return { every: Number(only?.every), task: only?.template?.data.task, job: waiting[0]?.id };
      };
      await repeated(3_600_000, "sweep-commands");
      const first = await kept();
      await repeated(3_600_000, "sweep-commands");
      expect(await kept()).toEqual(first);
      await repeated(3_600_000, "count-drift");
      expect(await kept()).toMatchObject({ task: "count-drift" });
      await repeated(7_200_000, "count-drift");
      expect(await kept()).toMatchObject({ every: 7_200_000 });
      await queue.obliterate({ force: true });
      for (const { key } of await queue.getJobSchedulers()) await queue.removeJobScheduler(key);
      await repeated(7_200_000, "count-drift");
      expect(await kept()).toMatchObject({ every: 7_200_000, task: "count-drift" });
      await jobs.repeat([]);
      await queue.close();
      await broker.close();
    });

    test("what was planned while the clock was ahead comes soon after it was set back", async () => {
      const jobs = producer();
      const table = [{ name: "sweep", everyMs: 200, job: { queue: "upkeep", task: "sweep-commands" } }] as const;
      vi.useFakeTimers({ toFake: ["Date"] });
      try {
        vi.setSystemTime(Date.now() + 3_600_000);
        await jobs.repeat(table);
      } finally {
        vi.useRealTimers();
      }
      const tasks: string[] = [];
      await consumer("upkeep", { handle: async ({ task }) => void tasks.push(task) });
      await jobs.repeat(table);
      await vi.waitFor(() => expect(tasks.length).toBeGreaterThanOrEqual(3), { timeout: 15_000 });
      await jobs.repeat([]);
    });

    test("a job that waits for its next try can be hurried", async () => {
      const jobs = producer();
      const tries: number[] = [];
      const handle = async () => {
        if (tries.push(Date.now()) === 1) throw new Error("not yet");
      };
      vi.useFakeTimers({ toFake: ["Date"] });
      try {
        vi.setSystemTime(Date.now() + 3_600_000);
        await consumer("reports", { handle });
        await jobs.enqueue(aReport());
        await vi.waitFor(async () => expect(await jobs.count("reports")).toMatchObject({ delayed: 1 }));
      } finally {
        vi.useRealTimers();
      }
      await jobs.hurry();
      await vi.waitFor(() => expect(tries).toHaveLength(2), { timeout: 10_000 });
    });

    test("while the disk is full a job is tried longer than after a fault of its own", async () => {
      const jobs = producer();
      const tries = vi.fn();
      const done = vi.fn();
      const handle = async () => {
        tries();
        if (tries.mock.calls.length <= 4) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
      };
      await consumer("reports", { handle, done });
      await jobs.enqueue(aReport());
      await vi.waitFor(() => expect(done).toHaveBeenCalledWith(expect.objectContaining({ outcome: "retried" })));
      await expect
        .poll(async () => {
          await jobs.hurry();
          return done.mock.calls.map(([{ outcome }]) => outcome);
        })
        .toEqual(["retried", "retried", "retried", "retried", "completed"]);
    });

    test("a job that failed is tried again when somebody asks for it again", async () => {
      const jobs = producer();
      const report = aReport();
      const outcomes: string[] = [];
      const handle = async () => {
        if (outcomes.length < 3) throw new Error("a fault of its own");
      };
      await consumer("reports", { handle, done: ({ outcome }) => void outcomes.push(outcome) });
      await jobs.enqueue(report);
      await expect
        .poll(async () => {
          await jobs.hurry();
          return jobs.count("reports");
        })
        .toMatchObject({ failed: 1 });
      await jobs.enqueue(report);
      await vi.waitFor(() => expect(outcomes).toEqual(["retried", "retried", "failed", "completed"]));
    });

    test("closing waits for the job under way", async () => {
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const started = vi.fn();
      const done = vi.fn();
      const running = await consumer("reports", {
        handle: () => {
          started();
          return held;
        },
        done,
      });
      await producer().enqueue(aReport());
      await vi.waitFor(() => expect(started).toHaveBeenCalled(), { timeout: 10_000 });
      const closing = running.close();
      release();
      await closing;
      expect(done).toHaveBeenCalledWith(
        expect.objectContaining({ outcome: "completed", waitedSeconds: expect.any(Number) }),
      );
    });
  });
}

describe.skipIf(!cluster)("jobs on a Postgres that is not ready", () => {
  test("without its tables a consumer says so, and a producer recovers once they are there", async () => {
    const name = `${database}_late`;
    await asOwner("stationmaster", `CREATE DATABASE ${name}`);
    const jobs = createJobs({ databaseUrl: urlOf(name) });
    const job = { queue: "upkeep", task: "make-partitions" } as const;
    await expect(jobs.enqueue(job)).rejects.toThrow(/not initialized/);
    const handling = { handle: async () => undefined };
    await expect(consume("upkeep", { databaseUrl: urlOf(name) }, handling)).rejects.toThrow(/not initialized/);
    await migrateJobs(urlOf(name), { grantTo: [] });
    await jobs.enqueue(job);
    expect(await jobs.count("upkeep")).toMatchObject({ waiting: 1 });
    await jobs.close();
    await asOwner("stationmaster", `DROP DATABASE ${name} WITH (FORCE)`);
  });

  test("connections cut by the server are made anew", async () => {
    const jobs = createJobs({ databaseUrl: urlOf(database, role) });
    const handled = vi.fn();
    const handling = { handle: async () => void handled() };
    const running = await consume("upkeep", { databaseUrl: urlOf(database, role) }, handling);
    await jobs.enqueue({ queue: "upkeep", task: "make-partitions" });
    await vi.waitFor(() => expect(handled).toHaveBeenCalledTimes(1), { timeout: 10_000 });
    await asOwner(
      database,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    await vi.waitFor(() => jobs.enqueue({ queue: "upkeep", task: "apply-retention" }), { timeout: 10_000 });
    await vi.waitFor(() => expect(handled).toHaveBeenCalledTimes(2), { timeout: 15_000 });
    await running.close();
    await jobs.close();
  });
});

function urlOf(name: string, user?: string) {
  const url = new URL(cluster ?? "");
  url.pathname = `/${name}`;
  if (user) Object.assign(url, { username: user, password: "app" });
  return url.href;
}

async function asOwner(name: string, ...statements: string[]) {
  const client = new pg.Client({ connectionString: urlOf(name) });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
