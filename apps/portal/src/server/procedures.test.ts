import { expect, test } from "vitest";
import { aChargedStation } from "./test/a-charged-station";
import { aPortal } from "./test/a-portal";

const portal = await aPortal();

test("the overview counts what is there", async () => {
  const tenant = await portal.tenant();
  const station = await aChargedStation(tenant);
  const overview = await tenant.operator.overview.get({});
  expect(overview).toMatchObject({
    timeZone: "Europe/Amsterdam",
    siteCount: 1,
    stationCount: 1,
    evseCount: 2,
    states: { charging: 1, unknown: 1, available: 0 },
    offlineStationCount: 0,
    charging: { sessionCount: 1, powerW: 7000 },
    topSessions: [{ id: station.transactionId, powerW: 7000 }],
  });
  expect(overview.charging.powerCurve).toHaveLength(73);
  expect(Math.max(...overview.charging.powerCurve.map(({ powerW }) => powerW))).toBe(7000);
  expect(overview.today.byHour).toHaveLength(24);
  expect(overview.issues.map(({ cause }) => cause)).toEqual(["session-gap"]);
});

test("a station's page says what it does now", async () => {
  const tenant = await portal.tenant();
  const { identity, transactionId, siteId } = await aChargedStation(tenant);
  const station = await tenant.operator.stations.get({ identity: identity.toLowerCase() });
  expect(station).toMatchObject({
    identity,
    siteId,
    siteName: "Harbour",
    isOnline: true,
    state: "charging",
    powerW: 7000,
    url: `ws://localhost:9220/ocpp/${tenant.slug}/CP-1`,
    evses: [
      {
        id: 1,
        state: "charging",
        connectors: [{ id: 1, type: "cType2", status: "Occupied" }],
        session: { id: transactionId, energyWh: 3000 },
      },
      { id: 2, state: "unknown", connectors: [], session: null },
    ],
  });
});

test("every procedure that reads answers", async () => {
  const tenant = await portal.tenant();
  const { identity, id, transactionId, commandId } = await aChargedStation(tenant);
  const { operator } = tenant;
  expect((await operator.me.get()).tenant?.slug).toBe(tenant.slug);
  expect(await operator.me.counts()).toEqual({ stations: 1, activeSessions: 1, tenants: 0 });
  expect(await operator.map.points({})).toMatchObject([{ identity, state: "charging", latitude: 52.1 }]);
  expect(await operator.sites.list()).toMatchObject([{ name: "Harbour", stationCount: 1 }]);
  for (const sort of ["attention", "identity", "lastSeenAt", "model"] as const) {
    expect((await operator.stations.list({ sort })).items).toMatchObject([{ identity }]);
  }
  expect(await operator.stations.rows({ ids: [id] })).toMatchObject([{ identity }]);
  expect(await operator.stations.counts({})).toEqual({
    ...{ all: 1, charging: 1, cannotSell: 0, withProblems: 0, offline: 0, waiting: 0, reboot: 0 },
  });
  expect(await operator.stations.models({})).toEqual([{ vendor: "Ampère", model: "M1", count: 1 }]);
  expect(await operator.stations.variables({ identity })).toEqual({
    items: [],
    nextCursor: null,
    total: 0,
    reportedAt: null,
  });
  expect((await operator.stations.curve({ identity })).evses).toMatchObject([{ evseId: 1 }]);
  expect(await operator.onboarding.get({ identity })).toMatchObject({
    connectorsReported: 1,
    connectorsExpected: 1,
    refusal: null,
    checklist: null,
  });
  expect(await operator.stations.report({ identity })).toBeNull();
  expect((await operator.sessions.list({})).items).toMatchObject([
    { id: transactionId, hasGap: true, missingSeqNos: [2] },
  ]);
  expect(await operator.sessions.rows({ ids: [transactionId] })).toMatchObject([{ id: transactionId }]);
  expect(await operator.sessions.counts({})).toEqual({ active: 1, today: expect.any(Number), withGaps: 1 });
  expect(await operator.sessions.get({ id: transactionId })).toMatchObject({
    state: "charging",
    energyWh: 3000,
    eventCount: 3,
    startTrigger: "CablePluggedIn",
  });
  expect((await operator.sessions.events({ id: transactionId })).items.map(({ seqNo }) => seqNo)).toEqual([0, 1, 3]);
  expect((await operator.sessions.meterValues({ id: transactionId })).items).toHaveLength(3);
  const curve = await operator.sessions.curve({ id: transactionId });
  expect(curve.points.map(({ energyWh }) => energyWh)).toEqual([0, 1000, 3000]);
  expect(curve.gaps).toMatchObject([{ missingSeqNos: [2] }]);
  expect(await operator.commands.get({ id: commandId })).toMatchObject({ action: "ClearCache", status: "queued" });
  expect((await operator.commands.list({ stationIdentity: identity })).items).toMatchObject([{ id: commandId }]);
  expect((await operator.messages.list({ stationIdentity: identity, search: "heart" })).items).toMatchObject([
    { kind: "call", action: "Heartbeat" },
  ]);
  for (const text of ["cp-", "sn-7", "card", "TX-1", transactionId]) {
    const hits = await operator.search.all({ text });
    expect(hits.stations.length + hits.sessions.length).toBeGreaterThan(0);
  }
  expect(await operator.apiKeys.list()).toMatchObject([{ name: "First key" }]);
  expect(await operator.tenant.get()).toMatchObject({ slug: tenant.slug, onboarding: "immediate" });
});
