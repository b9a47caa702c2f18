import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { reports, stationCommands, stations, withTenant } from "@stationmaster/db";
import { inTenant, systemActor } from "@stationmaster/domain";
import { getReport, reportFile, requestReport } from "@stationmaster/domain/business/reports";
import { createFileStore } from "@stationmaster/files";
import { createLogger } from "@stationmaster/runtime";
import { aRoom, type RoomTenant } from "@stationmaster/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readSettings } from "./env";
import { type Means, openMeans } from "./means";
import { schedule } from "./schedule";
import { startWorker, type Worker } from "./start-worker";

const room = await aRoom();
room.clock.now = new Date();
const folder = await mkdtemp(join(tmpdir(), "stationmaster-worker-"));
const log = createLogger({ name: "worker-test", level: "silent" });
const settings = {
  ...readSettings({ DATABASE_URL: room.url, FILE_STORE: `file:${folder}`, LOG_LEVEL: "silent" }),
  port: 0,
  host: "127.0.0.1",
};
const within = { timeout: 15_000, interval: 50 };
let worker: Worker;
/** What the portal has: the same ways to tell others. */
let means: Means;

beforeAll(async () => {
  worker = await startWorker(settings, log);
  means = await openMeans(settings, log);
});
afterAll(async () => {
  await means.close();
  await worker.stop();
  await rm(folder, { recursive: true, force: true });
});

const ask = (path: string) => fetch(`http://127.0.0.1:${worker.port}${path}`);
const wholeDay = { from: new Date("2026-06-01T00:00:00Z"), to: new Date("2026-06-02T00:00:00Z") };

/** As the portal does it: the row is committed, then the job goes into the queue. */
const askForReport = async (tenant: RoomTenant): Promise<string> => {
  const { id } = await inTenant(means.outlets, tenant.id, systemActor, (ctx) =>
    requestReport(ctx, { kind: "transactions", ...wholeDay }),
  );
  return id;
};

const statusOf = (tenant: RoomTenant, id: string) => tenant.inside(async (ctx) => (await getReport(ctx, id)).status);

test("a report that is asked for is made, and its file can be read", async () => {
  const tenant = await room.tenant();
  const id = await askForReport(tenant);
  await vi.waitFor(async () => expect(await statusOf(tenant, id)).toBe("done"), within);
  const { key } = await tenant.inside((ctx) => reportFile(ctx, id));
  const file = await createFileStore(settings.fileStore).get(key);
  expect(await text(file!.stream)).toMatch(/^session_id,/);
});

test("a report that fails again and again says why, in a sentence", async () => {
  const tenant = await room.tenant();
  const id = randomUUID();
  // Asked for by a version of this program whose words this one does not understand.
  await withTenant(room.app.db, tenant.id, (tx) =>
    tx.insert(reports).values({
      id,
      kind: "transactions",
      parameters: { since: "ever" },
      requestedBy: { kind: "user", id: "1", name: "Ada" },
      createdAt: room.clock.now,
    }),
  );
  await means.jobs.enqueue({ queue: "reports", tenantId: tenant.id, reportId: id });
  const row = await vi.waitFor(async () => {
    const [found] = await withTenant(room.app.db, tenant.id, (tx) => tx.select().from(reports));
    expect(found?.status).toBe("failed");
    return found!;
  }, within);
  expect(row.error).toMatch(/^The report could not be made .* Ask for it again/);
});

test("what repeats is done: commands past their deadline expire, lost stations are offline", async () => {
  const tenant = await room.tenant();
  const station = await tenant.station({
    isOnline: true,
    connectedAt: new Date(Date.now() - 3_600_000),
    lastSeenAt: new Date(Date.now() - 3_500_000),
  });
  const commandId = randomUUID();
  await withTenant(room.app.db, tenant.id, (tx) =>
    tx.insert(stationCommands).values({
      id: commandId,
      stationId: station.id,
      action: "ClearCache",
      request: {},
      requestedBy: { kind: "user", id: "1", name: "Ada" },
      createdAt: new Date(Date.now() - 7_200_000),
      deadlineAt: new Date(Date.now() - 3_600_000),
    }),
  );
  await means.jobs.enqueue({ queue: "upkeep", task: "sweep-commands" });
  await means.jobs.enqueue({ queue: "upkeep", task: "mark-lost-stations" });
  await vi.waitFor(async () => {
    const [command] = await withTenant(room.app.db, tenant.id, (tx) => tx.select().from(stationCommands));
    expect(command?.status).toBe("expired");
    const [row] = await withTenant(room.app.db, tenant.id, (tx) => tx.select().from(stations));
    expect(row).toMatchObject({ isOnline: false, disconnectedAt: row!.lastSeenAt });
  }, within);
});

test("what repeats is kept by the queue: each task once, however many workers start", async () => {
  const second = await startWorker(settings, log);
  await second.stop();
  const rows = await room.owner.sql<
    { id: string; every: number }[]
  >`select scheduler_id as id, every_ms::int as every from bullmq.scheduler order by scheduler_id collate "C"`;
  expect([...rows]).toEqual(
    schedule.map(({ name, everyMs }) => ({ id: name, every: everyMs })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
});

test("what repeats is there again after the queue has lost it", async () => {
  await room.owner.sql`delete from bullmq.scheduler`;
  await room.owner.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'stationmaster bus' and datname = current_database()`;
  await vi.waitFor(async () => {
    const [row] = await room.owner.sql<{ count: number }[]>`select count(*)::int as count from bullmq.scheduler`;
    expect(row?.count).toBe(schedule.length);
  }, within);
});

test("each task that repeats can be done, and says when it last was", async () => {
  for (const { job } of schedule) await means.jobs.enqueue(job);
  await vi.waitFor(async () => {
    const text = await (await ask("/metrics")).text();
    for (const { name } of schedule)
      expect(text).toContain(`stationmaster_upkeep_done_timestamp_seconds{task="${name}"}`);
  }, within);
});

test("it says how it is: alive, ready, and what its queues hold", async () => {
  expect((await ask("/healthz")).status).toBe(200);
  const ready = await ask("/readyz");
  expect(await ready.json()).toMatchObject({ ready: true, checks: { database: true, bus: true, queues: true } });
  await vi.waitFor(async () => {
    const text = await (await ask("/metrics")).text();
    expect(text).toMatch(/stationmaster_jobs\{queue="reports",state="waiting"\} \d/);
    expect(text).toContain('stationmaster_jobs_oldest_waiting_seconds{queue="reports"} 0');
    expect(text).toMatch(/stationmaster_stations\{state="offline"\} \d/);
    expect(text).toContain('stationmaster_check{check="queues"} 1');
  }, within);
});

test("it tells by task how jobs ended, and what it settled because nobody else did", async () => {
  const text = await (await ask("/metrics")).text();
  expect(text).toMatch(
    /stationmaster_jobs_handled_total\{queue="upkeep",task="sweep-commands",outcome="completed"\} \d/,
  );
  expect(text).toMatch(/stationmaster_job_wait_seconds_count\{queue="upkeep"\} [1-9]/);
  expect(text).toMatch(/stationmaster_commands_overdue_total [1-9]/);
});

test("without a database it does not start, and says so at once", async () => {
  const elsewhere = new URL(room.url);
  elsewhere.pathname = "/nowhere";
  await expect(startWorker({ ...settings, databaseUrl: elsewhere.href }, log)).rejects.toThrow(/nowhere/);
});
