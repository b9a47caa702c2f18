import { connectors, meterValues, sites, stationProblems, transactions } from "@stationmaster/db";
import { aRoom } from "@stationmaster/testing";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { listStations, stationList } from "../stations";
import { energyToday, listIssues, powerCurve } from ".";

// 14:00 in Berlin; the day there began at 22:00 UTC.
const room = await aRoom();
const at = (text: string) => new Date(`2026-${text}:00Z`);

type Sample = [time: string, wh: number, watts?: number];

async function aSession(
  tenant: Awaited<ReturnType<typeof room.tenant>>,
  stationId: string,
  samples: Sample[],
  ended?: string,
  values: object = {},
) {
  const [first, last] = [samples[0]!, samples.at(-1)!];
  const id = uuidv7({ msecs: at(first[0]).getTime() });
  await tenant.inside(async (ctx) => {
    await ctx.db.insert(transactions).values({
      ...{
        id,
        stationId,
        ocppId: id,
        evseId: 1,
        isActive: !ended,
        startedAt: at(first[0]),
        endedAt: ended ? at(ended) : null,
      },
      ...{
        lastEventAt: at(ended ?? last[0]),
        lastReceivedAt: at(last[0]),
        startedSeq: 0,
        endedSeq: ended ? 1 : null,
        firstSeq: 0,
        lastSeq: 1,
        seqCount: 2,
      },
      ...{ registerFirstWh: String(first[1]), registerLastWh: String(last[1]), ...values },
    });
    await ctx.db.insert(meterValues).values(
      samples.map(([time, wh, watts]) => ({
        stationId,
        evseId: 1,
        transactionId: id,
        at: at(time),
        receivedAt: at(time),
        energyWh: String(wh),
        powerW: watts === undefined ? null : String(watts),
        samples: [],
      })),
    );
  });
  return id;
}

test("energy today is what the registers rose since local midnight, whenever the session began", async () => {
  const tenant = await room.tenant();
  const station = await tenant.station();
  // Over midnight: 3,000 Wh before it, 2,000 after.
  await aSession(
    tenant,
    station.id,
    [
      ["05-31T21:00", 1000],
      ["05-31T22:00", 4000],
      ["05-31T23:30", 6000],
    ],
    "05-31T23:30",
  );
  // Wholly today, without a single meter value between.
  await aSession(
    tenant,
    station.id,
    [
      ["06-01T10:00", 500],
      ["06-01T10:30", 1500],
    ],
    "06-01T10:30",
  );
  // Still under way.
  await aSession(tenant, station.id, [
    ["06-01T11:20", 0],
    ["06-01T11:50", 700],
  ]);
  // Yesterday's.
  await aSession(
    tenant,
    station.id,
    [
      ["05-31T08:00", 0],
      ["05-31T09:00", 9000],
    ],
    "05-31T09:00",
  );
  const today = await tenant.inside((ctx) => energyToday(ctx, {}));
  expect(today).toMatchObject({ energyWh: 3700, energyLastWeekWh: null, sessionsStarted: 2, sessionsEnded: 2 });
  const byHour = Object.fromEntries(
    today.byHour.filter(({ energyWh }) => energyWh > 0).map(({ hour, energyWh }) => [hour, energyWh]),
  );
  expect(byHour).toEqual({ 1: 2000, 12: 1000, 13: 700 });
  expect(today.byHour.every(({ lastWeekWh }) => lastWeekWh === null)).toBe(true);
});

test("a register that fell counts as nothing, never as less", async () => {
  const tenant = await room.tenant();
  const station = await tenant.station();
  await aSession(
    tenant,
    station.id,
    [
      ["06-01T10:00", 5000],
      ["06-01T10:30", 100],
    ],
    "06-01T10:30",
  );
  expect((await tenant.inside((ctx) => energyToday(ctx, {}))).energyWh).toBe(0);
});

test("last week counts until the same time of the same weekday", async () => {
  const tenant = await room.tenant();
  const station = await tenant.station();
  await aSession(
    tenant,
    station.id,
    [
      ["05-25T09:00", 0],
      ["05-25T12:00", 3000],
      ["05-25T13:00", 9000],
    ],
    "05-25T13:00",
  );
  const today = await tenant.inside((ctx) => energyToday(ctx, {}));
  expect(today).toMatchObject({ energyWh: 0, energyLastWeekWh: 3000 });
  expect(today.byHour.reduce((sum, { lastWeekWh }) => sum + lastWeekWh!, 0)).toBe(9000);
});

test("a site's day is its own clock's", async () => {
  const tenant = await room.tenant();
  const siteId = uuidv7();
  await tenant.inside((ctx) =>
    ctx.db.insert(sites).values({ id: siteId, name: "Tokyo", latitude: 35, longitude: 139, timeZone: "Asia/Tokyo" }),
  );
  const station = await tenant.station({ siteId });
  // 23:30 in Tokyo: yesterday's; 00:30: today's.
  await aSession(
    tenant,
    station.id,
    [
      ["05-31T14:30", 0],
      ["05-31T14:50", 100],
    ],
    "05-31T14:50",
  );
  await aSession(
    tenant,
    station.id,
    [
      ["05-31T15:30", 0],
      ["05-31T15:50", 40],
    ],
    "05-31T15:50",
  );
  expect(await tenant.inside((ctx) => energyToday(ctx, { siteId }))).toMatchObject({
    energyWh: 40,
    sessionsStarted: 1,
  });
});

test("the power curve holds a value until the next, and falls where nothing comes any more", async () => {
  const tenant = await room.tenant();
  const station = await tenant.station();
  await aSession(
    tenant,
    station.id,
    [
      ["06-01T11:00", 0, 4000],
      ["06-01T11:10", 600, 8000],
    ],
    "06-01T11:20",
  );
  await aSession(tenant, station.id, [["06-01T11:05", 0, 1000]]);
  const curve = await tenant.inside((ctx) => powerCurve(ctx, {}));
  const watts = Object.fromEntries(
    curve.filter(({ powerW }) => powerW > 0).map(({ at: time, powerW }) => [time.toISOString().slice(11, 16), powerW]),
  );
  expect(curve).toHaveLength(73);
  expect(watts).toEqual({ "11:00": 4000, "11:05": 5000, "11:10": 9000, "11:15": 9000 });
});

test("issues are told by cause, a silent site as one", async () => {
  const tenant = await room.tenant();
  const [harbour, station] = [uuidv7(), uuidv7()];
  await tenant.inside((ctx) =>
    ctx.db.insert(sites).values(
      [harbour, station].map((id, n) => ({
        id,
        name: n ? "Station square" : "Harbour",
        latitude: 52,
        longitude: 4,
        timeZone: "UTC",
      })),
    ),
  );
  const booted = { bootedAt: at("05-30T00:00"), lastSeenAt: at("06-01T11:59"), connectedAt: at("05-30T00:00") };
  const lost = { ...booted, isOnline: false, disconnectedAt: at("06-01T09:00") };
  await tenant.station({ ...lost, siteId: harbour });
  await tenant.station({ ...lost, siteId: harbour, disconnectedAt: at("06-01T08:00") });
  await tenant.station({ ...lost, siteId: station });
  const online = await tenant.station({ ...booted, siteId: station });
  const quiet = await tenant.station({ ...booted, lastSeenAt: at("06-01T11:00") });
  const pending = await tenant.station({ ...booted, registrationStatus: "Pending" });
  const fresh = await tenant.station({ isOnline: false, createdAt: at("06-01T10:00") });
  const withGap = await aSession(
    tenant,
    online.id,
    [
      ["06-01T10:00", 0],
      ["06-01T10:30", 9],
    ],
    "06-01T10:30",
    { lastSeq: 5 },
  );

  const issues = await tenant.inside((ctx) => listIssues(ctx, {}));
  const told = issues.map(({ cause, siteName, stationIdentities, sessionIds, since }) => ({
    cause,
    siteName,
    stations: stationIdentities.length,
    sessionIds,
    since,
  }));
  expect(told).toHaveLength(6);
  expect(told[0]).toMatchObject({ cause: "site-silent", siteName: "Harbour", stations: 2, since: at("06-01T08:00") });
  expect(told[1]).toMatchObject({ cause: "station-offline", siteName: "Station square", stations: 1 });
  expect(issues.find(({ cause }) => cause === "station-silent")).toMatchObject({
    stationIdentities: [quiet.identity],
    since: at("06-01T11:00"),
  });
  expect(issues.find(({ cause }) => cause === "registration-pending")).toMatchObject({
    stationIdentities: [pending.identity],
    severity: "info",
  });
  expect(issues.find(({ cause }) => cause === "never-booted")).toMatchObject({
    stationIdentities: [fresh.identity],
    since: at("06-01T10:00"),
  });
  expect(issues.find(({ cause }) => cause === "session-gap")).toMatchObject({
    sessionIds: [withGap],
    stationIdentities: [online.identity],
  });
  expect((await tenant.inside((ctx) => listIssues(ctx, { siteId: harbour }))).map(({ cause }) => cause)).toEqual([
    "site-silent",
  ]);
});

const aProblem = (stationId: string, component: string, more: Partial<typeof stationProblems.$inferInsert> = {}) => ({
  ...{ stationId, key: component.toLowerCase(), component, variable: "Problem", actualValue: "true", eventId: 1 },
  ...{ isOpen: true, since: at("06-01T10:00"), changedAt: at("06-01T10:00"), receivedAt: at("06-01T10:00") },
  ...more,
});

test("N07, G05: what stations tell of themselves stands among the issues by how grave it is, until they take it back", async () => {
  const tenant = await room.tenant();
  const booted = { bootedAt: at("05-30T00:00"), lastSeenAt: at("06-01T11:59"), connectedAt: at("05-30T00:00") };
  const [first, second, removed] = [
    await tenant.station(booted),
    await tenant.station(booted),
    await tenant.station({ ...booted, removedAt: at("06-01T11:00") }),
  ];
  await tenant.inside((ctx) =>
    ctx.db.insert(stationProblems).values([
      aProblem(first.id, "ConnectorPlugRetentionLock", { evseId: 1, since: at("06-01T09:30") }),
      // A clock that was never set does not say since when.
      aProblem(first.id, "PowerContactor", { severity: 2, evseId: 1, since: new Date(0) }),
      aProblem(first.id, "Fan", { severity: 5 }),
      aProblem(second.id, "FanOfTheOther", { since: at("06-01T09:00") }),
      aProblem(second.id, "Notice", { severity: 7 }),
      aProblem(second.id, "Over", { isOpen: false }),
      aProblem(removed.id, "Gone"),
      aProblem(second.id, "EVSE", { evseId: 3 }),
    ]),
  );
  await tenant.inside((ctx) =>
    ctx.db
      .insert(connectors)
      .values({ stationId: second.id, evseId: 3, connectorId: 1, status: "Faulted", origin: "observed" }),
  );
  const issues = await tenant.inside((ctx) => listIssues(ctx, {}));
  const told = issues.map(({ cause, severity, stationIdentities, evseCount, since }) => ({
    ...{ cause, severity, stationIdentities, evseCount, since },
  }));
  expect(told.filter(({ cause }) => cause !== "connector-faulted")).toEqual([
    {
      ...{ cause: "lock-failed", severity: "bad", stationIdentities: [first.identity], evseCount: 1 },
      since: at("06-01T09:30"),
    },
    {
      ...{ cause: "problem-severe", severity: "bad", stationIdentities: [first.identity], evseCount: 1 },
      since: at("06-01T10:00"),
    },
    {
      ...{ cause: "problem", severity: "warn", stationIdentities: [second.identity, first.identity], evseCount: 0 },
      since: at("06-01T09:00"),
    },
  ]);
  const { items } = await tenant.inside((ctx) => listStations(ctx, stationList.parse({ view: "with-problems" })));
  expect(items.map(({ identity }) => identity).toSorted()).toEqual([first.identity, second.identity].toSorted());
  expect(await (await room.tenant()).inside((ctx) => listIssues(ctx, {}))).toEqual([]);
});

test("E14: a session whose EVSE another has taken is an issue; one that goes on elsewhere is none", async () => {
  const tenant = await room.tenant();
  const booted = { bootedAt: at("05-30T00:00"), lastSeenAt: at("06-01T11:59"), connectedAt: at("05-30T00:00") };
  const station = await tenant.station(booted);
  const ghost = await aSession(tenant, station.id, [["06-01T10:00", 0]]);
  await aSession(tenant, station.id, [["06-01T11:00", 0]]);
  await aSession(tenant, station.id, [["06-01T11:30", 0]], undefined, { evseId: 2 });
  expect(await tenant.inside((ctx) => listIssues(ctx, {}))).toMatchObject([
    { cause: "session-overtaken", sessionIds: [ghost], stationIdentities: [station.identity] },
  ]);
});
