import {
  chargingProfiles,
  eq,
  meterValues,
  sites,
  sql,
  stations,
  transactionEvents,
  transactions,
} from "@stationmaster/db";
import { aRoom } from "@stationmaster/testing";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { getSession, listSessionEvents, listSessions, sessionCurve, sessionList } from ".";

const room = await aRoom();
const seconds = (n: number) => new Date(room.clock.now.getTime() + n * 1000);
type Tenant = Awaited<ReturnType<typeof room.tenant>>;

const aSession = (tenant: Tenant, stationId: string, values: object = {}) => {
  const id = uuidv7();
  const row = {
    id,
    stationId,
    ocppId: id,
    startedAt: seconds(0),
    lastEventAt: seconds(0),
    lastReceivedAt: seconds(0),
    startedSeq: 0,
    firstSeq: 0,
    lastSeq: 0,
    seqCount: 1,
    ...values,
  };
  return tenant.inside(async (ctx) => {
    await ctx.db.insert(transactions).values(row);
    return id;
  });
};

test("pages neither lose nor repeat sessions that began in the same moment, to the microsecond", async () => {
  const tenant = await room.tenant();
  const { id: stationId } = await tenant.station();
  const ids: string[] = [];
  for (let n = 0; n < 9; n++) ids.push(await aSession(tenant, stationId));
  await tenant.inside((ctx) =>
    ctx.db.execute(
      sql`update transactions set started_at = '2026-06-01T10:00:00.123456Z'::timestamptz + (case when ocpp_id < ${ids[4]} then 1 else 0 end) * interval '1 microsecond'`,
    ),
  );
  for (const sort of ["startedAt", "energyWh"] as const) {
    for (const order of ["asc", "desc"] as const) {
      const seen: string[] = [];
      for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
        const page = await tenant.inside((ctx) =>
          listSessions(ctx, sessionList.parse({ sort, order, limit: 2, cursor })),
        );
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(seen.toSorted()).toEqual(ids.toSorted());
    }
  }
});

test("by energy the largest come first, of a site as of all, and of the last 31 days", async () => {
  const tenant = await room.tenant();
  const siteId = uuidv7();
  const [here, elsewhere] = [await tenant.station(), await tenant.station()];
  await tenant.inside(async (ctx) => {
    await ctx.db
      .insert(sites)
      .values({ id: siteId, name: "Aachen", latitude: 50, longitude: 6, timeZone: "Europe/Berlin" });
    await ctx.db.update(stations).set({ siteId }).where(eq(stations.id, here.id));
  });
  const charged = (stationId: string, energyWh: number, daysAgo = 0) =>
    aSession(tenant, stationId, {
      ...{ startedAt: seconds(-daysAgo * 86_400), registerFirstWh: "0", registerLastWh: String(energyWh) },
    });
  const small = await charged(here.id, 100);
  const large = await charged(here.id, 900);
  const middle = await charged(elsewhere.id, 500);
  await charged(here.id, 2_000, 32);
  const listed = async (more = {}) =>
    (await tenant.inside((ctx) => listSessions(ctx, sessionList.parse({ sort: "energyWh", ...more })))).items.map(
      ({ id }) => id,
    );
  expect(await listed()).toEqual([large, middle, small]);
  expect(await listed({ siteId })).toEqual([large, small]);
  expect(await listed({ order: "asc", stationIdentity: elsewhere.identity })).toEqual([middle]);
});

test("a cursor of another order is refused", async () => {
  const tenant = await room.tenant();
  const { id: stationId } = await tenant.station();
  await aSession(tenant, stationId);
  await aSession(tenant, stationId);
  const { nextCursor } = await tenant.inside((ctx) => listSessions(ctx, sessionList.parse({ limit: 1 })));
  await expect(
    tenant.inside((ctx) => listSessions(ctx, sessionList.parse({ limit: 1, cursor: nextCursor, sort: "energyWh" }))),
  ).rejects.toMatchObject({ kind: "invalid" });
});

test("E07: the Started that never came leaves a gap and no start", async () => {
  const tenant = await room.tenant();
  const { id: stationId } = await tenant.station();
  const id = await aSession(tenant, stationId, { startedSeq: null, firstSeq: 2, lastSeq: 2 });
  await tenant.inside((ctx) =>
    ctx.db.insert(transactionEvents).values({
      transactionId: id,
      seqNo: 2,
      eventType: "Updated",
      occurredAt: seconds(0),
      receivedAt: seconds(0),
      triggerReason: "Trigger",
      isOffline: false,
      request: {},
    }),
  );
  expect(await tenant.inside((ctx) => getSession(ctx, id))).toMatchObject({
    startedAt: null,
    hasGap: true,
    missingSeqNos: [0, 1],
  });
});

test("the ledger pages by seqNo, time and type, also where a seqNo came twice with other content", async () => {
  const tenant = await room.tenant();
  const { id: stationId } = await tenant.station();
  const id = await aSession(tenant, stationId);
  const event = (seqNo: number, second: number, eventType = "Updated") => ({
    transactionId: id,
    seqNo,
    eventType,
    occurredAt: seconds(second),
    receivedAt: seconds(second),
    triggerReason: "Trigger",
    isOffline: false,
    request: {},
  });
  await tenant.inside((ctx) =>
    ctx.db
      .insert(transactionEvents)
      .values([event(0, 3, "Started"), event(0, 1), event(0, 1, "Ended"), event(2, 2), event(1, 9)]),
  );
  const seen: string[] = [];
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const page = await tenant.inside((ctx) => listSessionEvents(ctx, id, { limit: 1, cursor }));
    seen.push(...page.items.map(({ seqNo, eventType }) => `${seqNo} ${eventType}`));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(["0 Ended", "0 Updated", "0 Started", "1 Updated", "2 Updated"]);
});

test("time spent charging is the stretches in that state, by the station's clock", async () => {
  const tenant = await room.tenant();
  const { id: stationId } = await tenant.station();
  const id = await aSession(tenant, stationId, { lastSeq: 4, seqCount: 5 });
  const states: [number, string | null][] = [
    [0, "EVConnected"],
    [60, "Charging"],
    [120, null],
    [180, "SuspendedEV"],
    [240, null],
  ];
  await tenant.inside((ctx) =>
    ctx.db.insert(transactionEvents).values(
      states.map(([second, chargingState], seqNo) => ({
        transactionId: id,
        seqNo,
        eventType: seqNo ? "Updated" : "Started",
        occurredAt: seconds(second),
        receivedAt: seconds(second),
        triggerReason: "ChargingStateChanged",
        chargingState,
        isOffline: false,
        request: {},
      })),
    ),
  );
  expect(await tenant.inside((ctx) => getSession(ctx, id))).toMatchObject({
    chargingSeconds: 120,
    eventCount: 5,
    startTrigger: "ChargingStateChanged",
  });
});

test("a long curve is thinned, but keeps its ends and its peaks", async () => {
  const tenant = await room.tenant();
  const { id: stationId } = await tenant.station();
  const id = await aSession(tenant, stationId, { registerFirstWh: "100", registerLastWh: "200" });
  const watts = (n: number) => (n === 1234 ? 99_000 : n === 4321 ? 1 : 7_000);
  const rows = Array.from({ length: 6_000 }, (_, n) => ({
    stationId,
    evseId: 1,
    transactionId: id,
    seqNo: n,
    at: seconds(n),
    receivedAt: seconds(n),
    energyWh: String(100 + n),
    powerW: String(watts(n)),
    samples: [{ value: 16, measurand: "Current.Import", phase: "L2" }],
  }));
  await tenant.inside((ctx) => ctx.db.insert(meterValues).values(rows));
  const { points } = await tenant.inside((ctx) => sessionCurve(ctx, id));
  expect(points.length).toBeLessThanOrEqual(1_500);
  expect(points.length).toBeGreaterThan(700);
  expect(points[0]).toMatchObject({ at: seconds(0), energyWh: 0, currentA: { L1: null, L2: 16, L3: null } });
  expect(points.at(-1)).toMatchObject({ at: seconds(5_999), energyWh: 5_999 });
  expect(points.map(({ powerW }) => powerW)).toEqual(expect.arrayContaining([99_000, 1]));
});

test("K01: a curve carries the limits that a profile set, from when it was asked for", async () => {
  const tenant = await room.tenant();
  const { id: stationId } = await tenant.station();
  const id = await aSession(tenant, stationId, { evseId: 1, endedAt: seconds(900), isActive: false });
  const schedule = {
    ...{ id: 1, startSchedule: seconds(0).toISOString(), chargingRateUnit: "W" as const },
    chargingSchedulePeriod: [
      { startPeriod: 0, limit: 7_000 },
      { startPeriod: 600, limit: 4_000 },
    ],
  };
  const profile = {
    ...{ id: 7, stackLevel: 0, chargingProfilePurpose: "TxDefaultProfile" as const },
    ...{ chargingProfileKind: "Absolute" as const, chargingSchedule: [schedule] },
  };
  await tenant.inside((ctx) =>
    ctx.db.insert(chargingProfiles).values({
      ...{ id: uuidv7(), stationId, evseId: 0, profileId: 7, purpose: "TxDefaultProfile", kind: "Absolute" },
      ...{ stackLevel: 0, profile, status: "installed", statusAt: seconds(301), createdAt: seconds(300) },
      requestedBy: ctx.actor,
    }),
  );
  const { limits } = await tenant.inside((ctx) => sessionCurve(ctx, id));
  expect(limits).toEqual([
    { at: seconds(300), limitW: 7_000 },
    { at: seconds(600), limitW: 4_000 },
  ]);
});
