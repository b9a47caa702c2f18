import { randomUUID } from "node:crypto";
import { authorizations, meterValues, reservations, stationCommands, stations, withTenant } from "@stationmaster/db";
import { aRoom, type RoomTenant } from "@stationmaster/testing";
import { describe, expect, test } from "vitest";
import { newId } from "../../kernel";
import { applyRetention, makePartitions, sweepCommands, sweepReports, sweepReservations, sweepStations } from ".";

const room = await aRoom();
room.clock.now = new Date();
const means = { directory: room.directory.db, ingest: room.ingest.sql, outlets: room.outlets };
const ago = (seconds: number) => new Date(room.clock.now.getTime() - seconds * 1000);

type Command = Partial<typeof stationCommands.$inferInsert>;

async function aCommand(tenant: RoomTenant, values: Command = {}): Promise<string> {
  const station = await tenant.station();
  const id = randomUUID();
  await withTenant(room.app.db, tenant.id, (tx) =>
    tx.insert(stationCommands).values({
      ...{ id, stationId: station.id, action: "UnlockConnector", request: { evseId: 1, connectorId: 1 } },
      ...{ requestedBy: { kind: "user", id: "1", name: "Ada" }, createdAt: ago(1_000), deadlineAt: ago(100) },
      ...values,
    }),
  );
  return id;
}

const statusesOf = (tenant: RoomTenant) =>
  withTenant(room.app.db, tenant.id, async (tx) =>
    Object.fromEntries((await tx.select().from(stationCommands)).map(({ id, status }) => [id, status])),
  );
const sweep = () => sweepCommands(means, { silentAfterSeconds: 120 });

describe("commands", () => {
  test("past their deadline expire, sent and never settled are silent or wait again; the others stay", async () => {
    const tenant = await room.tenant();
    const expired = await aCommand(tenant);
    const waiting = await aCommand(tenant, { deadlineAt: ago(-100) });
    const silent = await aCommand(tenant, { status: "sent", sentAt: ago(200), sentEpoch: 1, deadlineAt: ago(-100) });
    const again = await aCommand(tenant, {
      action: "ClearCache",
      request: {},
      status: "sent",
      sentAt: ago(200),
      sentEpoch: 1,
      deadlineAt: ago(-100),
    });
    const underWay = await aCommand(tenant, { status: "sent", sentAt: ago(60), sentEpoch: 1 });
    expect(await sweep()).toEqual({ done: 3, troubles: [] });
    expect(await statusesOf(tenant)).toEqual({
      [expired]: "expired",
      [waiting]: "queued",
      [silent]: "silent",
      [again]: "queued",
      [underWay]: "sent",
    });
    expect(room.announced).toContainEqual({
      tenantId: tenant.id,
      announcement: { kind: "changed", change: expect.objectContaining({ kind: "command", id: expired }) },
    });
    expect(await sweep()).toEqual({ done: 0, troubles: [] });
  });

  test("of one tenant that cannot be swept do not keep those of the others waiting", async () => {
    const [bad, good, alsoGood] = [await room.tenant(), await room.tenant(), await room.tenant()];
    const stuck = await aCommand(bad);
    const swept = [await aCommand(good), await aCommand(alsoGood)];
    await room.owner.sql.unsafe(`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'this tenant is broken'; end $$;
      create trigger refuse before update on station_commands for each row when (old.tenant_id = '${bad.id}') execute function refuse()`);
    const { done, troubles } = await sweep();
    await room.owner.sql.unsafe("drop trigger refuse on station_commands; drop function refuse()");
    expect(done).toBe(2);
    expect(troubles).toEqual([{ tenantId: bad.id, error: expect.anything() }]);
    expect(await statusesOf(bad)).toEqual({ [stuck]: "queued" });
    expect({ ...(await statusesOf(good)), ...(await statusesOf(alsoGood)) }).toEqual({
      [swept[0]!]: "expired",
      [swept[1]!]: "expired",
    });
  });
});

describe("stations", () => {
  const rowOf = async (tenant: RoomTenant, id: string) =>
    (await withTenant(room.app.db, tenant.id, (tx) => tx.select().from(stations))).find(
      (station) => station.id === id,
    )!;

  test("whose node died are offline since they were last seen, whichever tenant they are of; the others stay", async () => {
    const [one, other] = [await room.tenant(), await room.tenant()];
    const lost = await one.station({ connectedAt: ago(9_000), lastSeenAt: ago(400) });
    const neverSeen = await other.station({ connectedAt: ago(400), lastSeenAt: null });
    const here = await one.station({ connectedAt: ago(9_000), lastSeenAt: ago(20) });
    const justBack = await other.station({ connectedAt: ago(5), lastSeenAt: ago(8_000) });
    expect(await sweepStations(means, { lostAfterSeconds: 180 })).toBeGreaterThanOrEqual(2);
    expect(await rowOf(one, lost.id)).toMatchObject({ isOnline: false, disconnectedAt: ago(400) });
    expect(await rowOf(other, neverSeen.id)).toMatchObject({ isOnline: false, disconnectedAt: ago(400) });
    expect(await rowOf(one, here.id)).toMatchObject({ isOnline: true, disconnectedAt: null });
    expect(await rowOf(other, justBack.id)).toMatchObject({ isOnline: true, disconnectedAt: null });
    expect(room.announced).toContainEqual({
      tenantId: one.id,
      announcement: { kind: "changed", change: { kind: "station", id: lost.id, stationId: lost.id } },
    });
    expect(await sweepStations(means, { lostAfterSeconds: 180 })).toBe(0);
  });
});

test("H04: reservations past their time expire in every tenant, and the screens hear of it", async () => {
  const [one, two] = [await room.tenant(), await room.tenant()];
  const aReservation = async (tenant: RoomTenant, expiresAt: Date) => {
    const station = await tenant.station();
    await withTenant(room.app.db, tenant.id, (tx) =>
      tx.insert(reservations).values({
        ...{ id: randomUUID(), stationId: station.id, number: 1, idToken: "VIP", idTokenType: "Central", expiresAt },
        ...{ status: "active", statusAt: ago(600), createdAt: ago(600) },
        requestedBy: { kind: "user", id: "1", name: "Ada" },
      }),
    );
    return station;
  };
  const over: [RoomTenant, { id: string }][] = [
    [one, await aReservation(one, ago(1))],
    [two, await aReservation(two, ago(60))],
  ];
  await aReservation(one, ago(-60));
  expect(await sweepReservations(means)).toBe(2);
  expect(await sweepReservations(means)).toBe(0);
  for (const [{ id: tenantId }, { id: stationId }] of over)
    expect(room.announced).toContainEqual({
      tenantId,
      announcement: { kind: "changed", change: { kind: "room", id: "reservation", stationId } },
    });
});

test("reports are looked after in every tenant", async () => {
  await room.tenant();
  expect(await sweepReports(means)).toEqual({ done: 0, troubles: [] });
});

describe("partitions", () => {
  const partitionsOf = async (parent: string) =>
    (
      await room.owner.sql<
        { name: string }[]
      >`select inhrelid::regclass::text as name from pg_inherits where inhparent = ${parent}::regclass order by 1`
    ).map(({ name }) => name);
  const restOf = async (parent: string) =>
    (
      await room.owner.sql<{ rows: number }[]>`select count(*)::int as rows from ${room.owner.sql(`${parent}_rest`)}`
    )[0]!.rows;
  const month = (ahead: number) => {
    const now = new Date();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1))
      .toISOString()
      .slice(0, 7)
      .replace("-", "_");
  };

  test("are there for months ahead, however often they are asked for, also after one was lost", async () => {
    await room.owner.sql.unsafe(`drop table meter_values_${month(2)}`);
    await makePartitions(room.app.db);
    await makePartitions(room.app.db);
    for (const ahead of [0, 1, 2, 3]) {
      expect(await partitionsOf("meter_values")).toContain(`meter_values_${month(ahead)}`);
      expect(await partitionsOf("transaction_events")).toContain(`transaction_events_${month(ahead)}`);
    }
  });

  test("take in what came while they were not made, and go on to be made", async () => {
    const tenant = await room.tenant();
    const station = await tenant.station();
    const at = new Date(Date.now() - 70 * 86_400_000);
    const named = at.toISOString().slice(0, 7).replace("-", "_");
    const value = { ...{ tenantId: tenant.id, stationId: station.id }, at, receivedAt: at, samples: [] };
    const card = { tenantId: tenant.id, id: newId(at), stationId: station.id, idToken: "AB", idTokenType: "Central" };
    await withTenant(room.app.db, tenant.id, async (tx) => {
      await tx.insert(meterValues).values([value, { ...value, at: new Date("2099-01-01"), receivedAt: at }]);
      await tx.insert(authorizations).values({ ...card, message: "Authorize", status: "Accepted", rule: "accepted" });
    });
    expect(await restOf("meter_values")).toBe(2);
    await makePartitions(room.app.db);
    expect(await restOf("meter_values")).toBe(0);
    expect(await restOf("authorizations")).toBe(0);
    expect(await partitionsOf("meter_values")).toContain(`meter_values_${named}`);
    expect(await partitionsOf("authorizations")).toContain(`authorizations_${named}`);
    const kept = await withTenant(room.app.db, tenant.id, async (tx) => ({
      values: await tx.$count(meterValues),
      cards: await tx.select().from(authorizations),
    }));
    expect(kept).toMatchObject({ values: 2, cards: [{ idTokenKey: "ab" }] });
  });

  test("a row of an absurd time is kept for good and keeps no partition from being made", async () => {
    const tenant = await room.tenant();
    const station = await tenant.station();
    const value = (at: string) => ({
      ...{ tenantId: tenant.id, stationId: station.id, at: new Date(at), receivedAt: new Date(at), samples: [] },
    });
    await withTenant(room.app.db, tenant.id, (tx) =>
      tx.insert(meterValues).values([value("1970-01-01"), value("2099-01-01")]),
    );
    await room.owner.sql.unsafe(`drop table meter_values_${month(1)}`);
    const standing = await makePartitions(room.app.db);
    expect(await partitionsOf("meter_values")).toContain(`meter_values_${month(1)}`);
    const { until, restBytes } = standing.find(({ table }) => table === "meter_values")!;
    expect(until).toEqual(new Date(`${month(4).replace("_", "-")}-01T00:00:00Z`));
    expect(restBytes).toBeGreaterThan(0);
    await applyRetention(room.app.db, { messageDays: 30, eventMonths: 36, meterValueMonths: 36 });
    expect(await withTenant(room.app.db, tenant.id, (tx) => tx.$count(meterValues))).toBe(2);
  });

  test("older than they are kept are dropped, each table by its own time, never those of the last week or of what lies ahead", async () => {
    await room.owner.sql.unsafe(`
      create table ocpp_messages_2020_01_01 partition of ocpp_messages for values from ('2020-01-01') to ('2020-01-02');
      create table transaction_events_${month(-20)} partition of transaction_events for values from ('00000000-0000-7000-8000-000000000000') to ('00000000-0000-7000-8000-000000000001');
      create table meter_values_${month(-20)} partition of meter_values for values from ('2020-01-01') to ('2020-02-01')`);
    const { dropped, errors } = await applyRetention(room.app.db, {
      messageDays: 30,
      eventMonths: 36,
      meterValueMonths: 12,
    });
    expect(errors).toEqual([]);
    expect(dropped).toEqual(expect.arrayContaining(["ocpp_messages_2020_01_01", `meter_values_${month(-20)}`]));
    expect(await partitionsOf("transaction_events")).toContain(`transaction_events_${month(-20)}`);
    const aWeekAgo = `ocpp_messages_${new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "_")}`;
    const lastWeek = (await partitionsOf("ocpp_messages")).filter((name) => name >= aWeekAgo);
    await applyRetention(room.app.db, { messageDays: 0, eventMonths: 0, meterValueMonths: 0 });
    expect(await partitionsOf("ocpp_messages")).toEqual(lastWeek);
    expect(await partitionsOf("meter_values")).toContain(`meter_values_${month(0)}`);
  });

  test("wait for nobody: a table that is in use is left for the next round, the others are not", async () => {
    await room.owner.sql.unsafe(`
      create table ocpp_messages_2020_02_01 partition of ocpp_messages for values from ('2020-02-01') to ('2020-02-02');
      create table meter_values_2020_02 partition of meter_values for values from ('2020-02-01') to ('2020-03-01')`);
    const kept = { messageDays: 30, eventMonths: 36, meterValueMonths: 36 };
    await room.owner.sql.begin(async (tx) => {
      await tx`lock table ocpp_messages in access share mode`;
      expect(await applyRetention(room.app.db, kept)).toMatchObject({
        dropped: ["meter_values_2020_02"],
        errors: [{ cause: { code: "55P03" } }],
      });
    });
    expect((await applyRetention(room.app.db, kept)).dropped).toEqual(["ocpp_messages_2020_02_01"]);
  });
});
