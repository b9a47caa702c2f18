import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { sites, withTenant, withTenants } from "@stationmaster/db";
import { createFileStore, type FileStore } from "@stationmaster/files";
import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomTenant } from "@stationmaster/testing";
import { afterAll, describe, expect, test } from "vitest";
import { putTariff } from "../../blocks/tariff-and-cost";
import { transactionEvent } from "../../blocks/transactions";
import type { PageOf } from "../page";
import {
  cancelReport,
  forgetReports,
  getReport,
  giveUpReport,
  listReports,
  makeReport,
  type Report,
  reportFile,
  requestReport,
  resumeReports,
} from ".";

type Event = Req<"TransactionEvent">;

const room = await aRoom();
const folder = await mkdtemp(join(tmpdir(), "stationmaster-reports-"));
const files = createFileStore(`file:${folder}`);
afterAll(() => rm(folder, { recursive: true, force: true }));

const june = {
  kind: "transactions" as const,
  from: new Date("2026-06-01T00:00:00Z"),
  to: new Date("2026-07-01T00:00:00Z"),
};

async function aSite(tenant: RoomTenant, name: string, timeZone: string): Promise<string> {
  const id = randomUUID();
  await withTenant(room.app.db, tenant.id, (tx) =>
    tx.insert(sites).values({ id, name, timeZone, latitude: 52.5, longitude: 13.4 }),
  );
  return id;
}

async function tell(tenant: RoomTenant, stationId: string, ...events: Event[]): Promise<void> {
  for (const request of events) {
    await withTenants(room.ingest.sql, [tenant.id], (tx) =>
      transactionEvent.handleMany(tx, [{ n: 0, tenantId: tenant.id, stationId, receivedAt: room.clock.now, request }]),
    );
  }
}

const event = (eventType: Event["eventType"], seqNo: number, timestamp: string, more: Partial<Event> = {}): Event => ({
  eventType,
  seqNo,
  timestamp,
  triggerReason: "CablePluggedIn",
  transactionInfo: { transactionId: "tx-1" },
  ...more,
});
const register = (timestamp: string, value: number): NonNullable<Event["meterValue"]> => [
  { timestamp, sampledValue: [{ value }] },
];

const request = (tenant: RoomTenant, wanted: Parameters<typeof requestReport>[1] = june) =>
  tenant.inside((ctx) => requestReport(ctx, wanted));
const jobOf = (tenant: RoomTenant, { id }: Pick<Report, "id">) => ({ tenantId: tenant.id, reportId: id });

async function contentOf(tenant: RoomTenant, id: string): Promise<string> {
  const { key } = await tenant.inside((ctx) => reportFile(ctx, id));
  const file = await files.get(key);
  return text(file!.stream);
}

const linesOf = (content: string) => {
  const [head, ...lines] = content
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
  return lines.map((cells) => Object.fromEntries(cells.map((cell, index) => [head![index], cell])));
};

describe("a report of transactions", () => {
  test("tells each session of the time, in the site's own clock, with exact energy and what is missing", async () => {
    const tenant = await room.tenant();
    const siteId = await aSite(tenant, "Docklands, =East", "Europe/London");
    const station = await tenant.station({ siteId });
    await tell(
      tenant,
      station.id,
      event("Started", 0, "2026-06-10T22:30:00Z", {
        evse: { id: 2, connectorId: 1 },
        idToken: { idToken: "-CARD", type: "ISO14443" },
        meterValue: register("2026-06-10T22:30:00Z", 1_000_000.1),
      }),
      event("Updated", 1, "2026-06-10T23:00:00Z"),
      event("Ended", 4, "2026-06-11T00:00:30Z", {
        transactionInfo: { transactionId: "tx-1", stoppedReason: "EVDisconnected" },
        meterValue: register("2026-06-11T00:00:30Z", 1_012_345.35),
      }),
    );
    const report = await request(tenant);
    expect(report).toMatchObject({ status: "queued", progress: 0, siteName: null, requestedBy: "Stationmaster" });
    expect(await makeReport(room.outlets, files, jobOf(tenant, report))).toBe("done");

    const content = await contentOf(tenant, report.id);
    expect(content).toContain('"Docklands, =East"');
    const [line] = linesOf(content.replace('"Docklands, =East"', "Docklands"));
    expect(line).toMatchObject({
      transaction_id: "tx-1",
      station: station.identity,
      evse: "2",
      connector: "1",
      id_token: "'-CARD",
      state: "ended",
      started_at: "2026-06-10T23:30:00.000+01:00",
      ended_at: "2026-06-11T01:00:30.000+01:00",
      time_zone: "Europe/London",
      duration_seconds: "5430",
      energy_kwh: "12.34525",
      register_start_wh: "1000000.1",
      stop_reason: "EVDisconnected",
      missing_seq_nos: "2-3",
      missing_is_final: "no",
    });
    const done = await tenant.inside((ctx) => getReport(ctx, report.id));
    expect(done).toMatchObject({
      status: "done",
      progress: 1,
      rowCount: 1,
      sizeBytes: Buffer.byteLength(content),
      error: null,
    });
    expect(done.finishedAt).toEqual(room.clock.now);
  });

  test("I03: tells what each session cost, by which tariff, and nothing of one that no tariff was for or that runs", async () => {
    const tenant = await room.tenant();
    const station = await tenant.station();
    const session = (transactionId: string, from: string, to: string, isEnded = true) => [
      event("Started", 0, from, {
        transactionInfo: { transactionId },
        idToken: { idToken: "CARD", type: "ISO14443" },
        meterValue: register(from, 1_000),
      }),
      event(isEnded ? "Ended" : "Updated", 1, to, {
        transactionInfo: { transactionId },
        meterValue: register(to, 6_000),
      }),
    ];
    await tell(tenant, station.id, ...session("free", "2026-06-01T08:00:00Z", "2026-06-01T09:00:00Z"));
    await tenant.inside((ctx) =>
      putTariff(ctx, "day", { name: "Day", currency: "EUR", energy: "0.45", tax: "19", isDefault: true }),
    );
    await tell(tenant, station.id, ...session("paid", "2026-06-02T08:00:00Z", "2026-06-02T09:00:00Z"));
    await tell(tenant, station.id, ...session("runs", "2026-06-03T08:00:00Z", "2026-06-03T09:00:00Z", false));
    const report = await request(tenant);
    await makeReport(room.outlets, files, jobOf(tenant, report));
    const costs = linesOf(await contentOf(tenant, report.id)).map((line) => [
      ...[line.transaction_id, line.total_cost, line.currency, line.tariff, line.tariff_version],
    ]);
    expect(costs).toEqual([
      ["free", "", "", "", ""],
      ["paid", "2.68", "EUR", "day", "1"],
      ["runs", "", "EUR", "day", "1"],
    ]);
  });

  test("has the sessions that began in the time, `from` included and `to` not, of the site that was asked for", async () => {
    const tenant = await room.tenant();
    const [here, there] = [await aSite(tenant, "Here", "Europe/Berlin"), await aSite(tenant, "There", "Europe/Berlin")];
    const [a, b] = [await tenant.station({ siteId: here }), await tenant.station({ siteId: there })];
    const began = (transactionId: string, at: string) =>
      event("Started", 0, at, { transactionInfo: { transactionId } });
    await tell(tenant, a.id, began("before", "2026-05-31T23:59:59.999Z"), began("first", "2026-06-01T00:00:00Z"));
    await tell(tenant, a.id, began("last", "2026-06-30T23:59:59.999Z"), began("after", "2026-07-01T00:00:00Z"));
    await tell(tenant, b.id, began("elsewhere", "2026-06-15T00:00:00Z"));
    const report = await request(tenant, { ...june, siteId: here, timeZone: "UTC" });
    expect(report.siteName).toBe("Here");
    await makeReport(room.outlets, files, jobOf(tenant, report));
    const lines = linesOf(await contentOf(tenant, report.id));
    expect(lines.map((line) => line.transaction_id)).toEqual(["first", "last"]);
    expect(lines[0]).toMatchObject({
      started_at: "2026-06-01T00:00:00.000+00:00",
      time_zone: "UTC",
      state: "active",
      ended_at: "",
      energy_kwh: "",
    });
    const { fileName } = await tenant.inside((ctx) => reportFile(ctx, report.id));
    expect(fileName).toBe("sessions-2026-06-01-to-2026-06-30.csv");
  });

  test("leaves empty what was never heard: without its Started nobody knows when a session began", async () => {
    const tenant = await room.tenant();
    const station = await tenant.station();
    await tell(
      tenant,
      station.id,
      event("Updated", 1, "2026-06-10T10:00:00Z"),
      event("Ended", 2, "2026-06-10T11:00:00Z"),
    );
    const report = await request(tenant);
    await makeReport(room.outlets, files, jobOf(tenant, report));
    expect(linesOf(await contentOf(tenant, report.id))).toMatchObject([
      { started_at: "", duration_seconds: "", missing_seq_nos: "0", site: "" },
    ]);
  });

  test("of thousands of sessions has each once, those of the same moment too", async () => {
    const tenant = await room.tenant();
    await manySessions(tenant, 2_500);
    const report = await request(tenant);
    expect(await makeReport(room.outlets, files, jobOf(tenant, report))).toBe("done");
    const names = linesOf(await contentOf(tenant, report.id)).map((line) => line.transaction_id);
    expect(names).toHaveLength(2_500);
    expect(new Set(names).size).toBe(2_500);
  });
});

async function manySessions(tenant: RoomTenant, total: number): Promise<void> {
  const { id: stationId } = await tenant.station();
  await room.owner.sql`
    insert into transactions (tenant_id, id, station_id, ocpp_id, started_at, last_event_at, last_received_at, first_seq, last_seq, seq_count)
    select ${tenant.id}, gen_random_uuid(), ${stationId}, 'tx-' || n, t, t, t, 0, 0, 1
    from generate_series(1, ${total}) n, lateral (select timestamptz '2026-06-01 00:00:00.000123Z' + (n / 700) * interval '1 microsecond' as t) m`;
}

/** A clock on which a second and a half goes by whenever somebody looks. */
const slowly = () => {
  let now = room.clock.now.getTime();
  return {
    ...room.outlets,
    now: () => {
      now += 1_500;
      return new Date(now);
    },
  };
};

/** Runs `meanwhile` once the maker has handed over its first lines. */
const interrupted = (meanwhile: () => Promise<unknown>): FileStore => ({
  ...files,
  put: (key, content) =>
    files.put(
      key,
      (async function* () {
        let isFirst = true;
        for await (const chunk of content as AsyncIterable<string>) {
          yield chunk;
          if (isFirst) await meanwhile();
          isFirst = false;
        }
      })(),
    ),
});

const filesOf = (tenant: RoomTenant) => readdir(join(folder, tenant.id, "reports")).catch(() => []);

describe("the maker", () => {
  test("that breaks off is followed by another, which makes it whole; what is done is not made again", async () => {
    const tenant = await room.tenant();
    const report = await request(tenant);
    const broken = interrupted(() => Promise.reject(new Error("killed")));
    await expect(makeReport(room.outlets, broken, jobOf(tenant, report))).rejects.toThrow("killed");
    expect(await tenant.inside((ctx) => getReport(ctx, report.id))).toMatchObject({ status: "running" });
    expect(await filesOf(tenant)).toEqual([]);
    expect(await makeReport(room.outlets, files, jobOf(tenant, report))).toBe("done");
    expect(await makeReport(room.outlets, broken, jobOf(tenant, report))).toBe("stopped");
    expect(await filesOf(tenant)).toEqual([`${report.id}.csv`]);
  });

  test("leaves no file of a report that was cancelled under its hands, and does not begin one cancelled before", async () => {
    const tenant = await room.tenant();
    const report = await request(tenant);
    const cancel = () => tenant.inside((ctx) => cancelReport(ctx, report.id));
    expect(await makeReport(room.outlets, interrupted(cancel), jobOf(tenant, report))).toBe("stopped");
    expect(await filesOf(tenant)).toEqual([]);
    expect(await makeReport(room.outlets, files, jobOf(tenant, report))).toBe("stopped");
    expect(await tenant.inside((ctx) => getReport(ctx, report.id))).toMatchObject({ status: "cancelled" });
    await expect(tenant.inside((ctx) => reportFile(ctx, report.id))).rejects.toThrow("was cancelled");
  });

  test("does not take away the file that another has finished meanwhile", async () => {
    const tenant = await room.tenant();
    const report = await request(tenant);
    const other = () => makeReport(room.outlets, files, jobOf(tenant, report));
    expect(await makeReport(room.outlets, interrupted(other), jobOf(tenant, report))).toBe("done");
    expect(await contentOf(tenant, report.id)).toMatch(/^session_id,/);
  });

  test("tells how far it is, and stops between two pages when it is cancelled", async () => {
    const tenant = await room.tenant();
    await manySessions(tenant, 2_500);
    const report = await request(tenant);
    const seen: number[] = [];
    let pages = 0;
    const watched: FileStore = {
      ...files,
      put: (key, content) =>
        files.put(
          key,
          (async function* () {
            for await (const chunk of content as AsyncIterable<string>) {
              yield chunk;
              seen.push((await tenant.inside((ctx) => getReport(ctx, report.id))).progress);
              if (++pages === 3) await tenant.inside((ctx) => cancelReport(ctx, report.id));
            }
          })(),
        ),
    };
    expect(await makeReport(slowly(), watched, jobOf(tenant, report))).toBe("stopped");
    // The heading, then two of three pages: progress is told after each, and the third is never read.
    expect(seen).toEqual([0, 0, 0.4]);
    expect(await filesOf(tenant)).toEqual([]);
    expect(room.announced).toContainEqual({
      tenantId: tenant.id,
      announcement: { kind: "changed", change: { kind: "report", id: report.id } },
    });
  });

  test("says in a sentence why it gave up", async () => {
    const tenant = await room.tenant();
    const [full, odd] = [await request(tenant), await request(tenant)];
    await giveUpReport(
      room.outlets,
      jobOf(tenant, full),
      Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }),
    );
    await giveUpReport(room.outlets, jobOf(tenant, odd), new TypeError("x is not a function"));
    const errorOf = async ({ id }: Report) => (await tenant.inside((ctx) => getReport(ctx, id))).error;
    expect(await errorOf(full)).toMatch(/no room left/);
    expect(await errorOf(odd)).toMatch(/fault on our side.*Ask for it again.*[0-9a-f]{8}\.$/);
  });
});

describe("asking", () => {
  test("puts the job into the queue after the commit, with ids only", async () => {
    const tenant = await room.tenant();
    const { id } = await request(tenant);
    expect(room.announced).toContainEqual({
      tenantId: tenant.id,
      announcement: { kind: "job", job: { queue: "reports", tenantId: tenant.id, reportId: id } },
    });
  });

  test("is refused for a time that ends before it begins, for an unknown site, and when too many wait", async () => {
    const tenant = await room.tenant();
    await expect(request(tenant, { ...june, to: june.from })).rejects.toMatchObject({ kind: "invalid", field: "to" });
    await expect(request(tenant, { ...june, siteId: randomUUID() })).rejects.toMatchObject({ kind: "not-found" });
    for (let n = 0; n < 20; n++) await request(tenant);
    await expect(request(tenant)).rejects.toMatchObject({ kind: "too-much" });
  });

  test("lists the newest first, page by page", async () => {
    const tenant = await room.tenant();
    const asked = [];
    for (let n = 0; n < 5; n++) asked.unshift((await request(tenant)).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const place: string | null = cursor;
      const page: PageOf<Report> = await tenant.inside((ctx) => listReports(ctx, { limit: 2, cursor: place }));
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(asked);
  });

  test("another tenant cannot see, cancel, make or fetch it", async () => {
    const [a, b] = [await room.tenant(), await room.tenant()];
    const { id } = await request(a);
    expect((await b.inside((ctx) => listReports(ctx, { limit: 50 }))).items).toEqual([]);
    for (const door of [getReport, cancelReport, reportFile]) {
      await expect(b.inside(async (ctx): Promise<unknown> => door(ctx, id))).rejects.toMatchObject({
        kind: "not-found",
      });
    }
    expect(await makeReport(room.outlets, files, { tenantId: b.id, reportId: id })).toBe("stopped");
    expect(await a.inside((ctx) => getReport(ctx, id))).toMatchObject({ status: "queued" });
  });
});

test("what a crash kept from the queue is put there again, and a report whose maker is gone has failed", async () => {
  const tenant = await room.tenant();
  const [lost, stuck] = [await request(tenant), await request(tenant)];
  await expect(
    makeReport(
      room.outlets,
      interrupted(() => Promise.reject(new Error("killed"))),
      jobOf(tenant, stuck),
    ),
  ).rejects.toThrow();
  const later = (seconds: number) => async () => {
    room.clock.now = new Date(room.clock.now.getTime() + seconds * 1000);
    return tenant.inside(resumeReports);
  };
  expect(await later(15)()).toEqual({ resumed: 0, failed: 0 });
  expect(await later(30)()).toEqual({ resumed: 1, failed: 0 });
  expect(room.announced.at(-1)).toMatchObject({ announcement: { kind: "job", job: { reportId: lost.id } } });
  expect(await later(600)()).toEqual({ resumed: 1, failed: 1 });
  expect(await tenant.inside((ctx) => getReport(ctx, stuck.id))).toMatchObject({
    status: "failed",
    error: expect.stringMatching(/broke off/),
  });
});

test("reports that ended long ago are forgotten, their files with them; those under way are not", async () => {
  const tenant = await room.tenant();
  const other = await room.tenant();
  const [old, kept] = [await request(tenant), await request(other)];
  await makeReport(room.outlets, files, jobOf(tenant, old));
  await makeReport(room.outlets, files, jobOf(other, kept));
  const waiting = await request(tenant);
  room.clock.now = new Date(room.clock.now.getTime() + 91 * 86_400_000);
  const recent = await request(tenant);
  await makeReport(room.outlets, files, jobOf(tenant, recent));
  expect(await forgetReports(room.outlets, files, tenant.id, 90)).toBe(1);
  expect(await filesOf(tenant)).toEqual([`${recent.id}.csv`]);
  const left = await tenant.inside((ctx) => listReports(ctx, { limit: 50 }));
  expect(left.items.map(({ id }) => id)).toEqual([recent.id, waiting.id]);
  expect(await filesOf(other)).toEqual([`${kept.id}.csv`]);
});
