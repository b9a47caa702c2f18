import { chargingLimits, eq, evMessages, stationCommands } from "@stationmaster/db";
import { expect, test } from "vitest";
import { aChargedStation } from "../test/a-charged-station";
import { aPortal } from "../test/a-portal";

const portal = await aPortal();

const aProfile = (limit: number, more: object = {}) => ({
  evseId: 1,
  chargingProfile: {
    ...{ chargingProfilePurpose: "TxDefaultProfile", chargingProfileKind: "Absolute" },
    chargingSchedule: [
      {
        ...{ startSchedule: "2026-01-01T00:00:00Z", chargingRateUnit: "A" },
        chargingSchedulePeriod: [{ startPeriod: 0, limit }],
      },
    ],
    ...more,
  },
});

test("K01, K10: a profile is set by the room's rules, listed with what became of it, and cleared", async () => {
  const tenant = await portal.tenant();
  const { identity } = await aChargedStation(tenant);
  const at = `/stations/${identity}/charging-profiles`;
  const set = await tenant.api("POST", `${at}?deadline=60`, aProfile(16));
  expect(set).toMatchObject({
    status: 202,
    body: {
      action: "SetChargingProfile",
      status: "queued",
      request: { evseId: 1, chargingProfile: { stackLevel: 0 } },
    },
  });
  const { profileId } = (await tenant.operator.smartCharging.history({ identity })).items[0]!;
  expect(await tenant.api("GET", at)).toMatchObject({
    status: 200,
    body: {
      items: [
        { evseId: 1, profileId, difference: "not-told", limitNow: null, told: null, wanted: { status: "requested" } },
      ],
      nextCursor: null,
    },
  });
  expect(await tenant.api("GET", `${at}/history?limit=1`)).toMatchObject({
    body: { items: [{ profileId, status: "requested", kind: "Absolute" }], nextCursor: null },
  });
  expect(await tenant.api("POST", at, aProfile(10))).toMatchObject({
    status: 409,
    body: { kind: "conflict", detail: expect.stringContaining(`Profile ${profileId}`) },
  });
  expect(await tenant.api("POST", at, aProfile(10.25, { stackLevel: 1 }))).toMatchObject({
    status: 422,
    body: { errors: [{ path: "/chargingProfile/chargingSchedule/0/chargingSchedulePeriod/0/limit" }] },
  });
  expect(await tenant.api("DELETE", `${at}/${profileId}`)).toMatchObject({
    status: 202,
    body: { action: "ClearChargingProfile", request: { chargingProfileId: profileId } },
  });
  expect(await tenant.api("DELETE", `${at}/none`)).toMatchObject({ status: 404 });
  const sent = await tenant.inside((room) =>
    room.db.select().from(stationCommands).where(eq(stationCommands.action, "SetChargingProfile")),
  );
  expect(sent).toHaveLength(1);
});

test("K09: profiles page without losing or repeating one", async () => {
  const tenant = await portal.tenant();
  const { identity } = await aChargedStation(tenant);
  const at = `/stations/${identity}/charging-profiles`;
  for (let stackLevel = 0; stackLevel < 5; stackLevel++) await tenant.api("POST", at, aProfile(16, { stackLevel }));
  for (const path of [at, `${at}/history`]) {
    const seen: number[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { body } = await tenant.api("GET", `${path}?limit=2${cursor ? `&cursor=${cursor}` : ""}`);
      const page = body as { items: { stackLevel: number }[]; nextCursor: string | null };
      seen.push(...page.items.map(({ stackLevel }) => stackLevel));
      cursor = page.nextCursor;
    }
    expect(seen.toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(await tenant.api("GET", `${path}?cursor=nonsense`)).toMatchObject({ status: 422 });
  }
});

test("K08, K11, K13, K15: schedules, limits from outside and what a car needs are told", async () => {
  const tenant = await portal.tenant();
  const { id, identity, transactionId } = await aChargedStation(tenant);
  await tenant.inside(async (room) => {
    const told = { stationId: id, evseId: 1, setAt: room.now, toldAt: room.now };
    await room.db.insert(chargingLimits).values([
      { ...told, source: "EMS", isGridCritical: true },
      { ...told, source: "SO", clearedAt: room.now },
    ]);
    const values = { id: crypto.randomUUID(), stationId: id, evseId: 1, transactionId, receivedAt: room.now };
    await room.db.insert(evMessages).values({
      ...{ ...values, kind: "needs", answer: "Rejected", reason: "It asks too often." },
      request: { evseId: 1, chargingNeeds: { requestedEnergyTransfer: "DC" } },
    });
  });
  const limits = `/stations/${identity}/charging-limits`;
  expect(await tenant.api("GET", limits)).toMatchObject({
    body: { items: [{ evseId: 1, source: "EMS", isGridCritical: true, clearedAt: null }], nextCursor: null },
  });
  expect(await tenant.api("GET", `${limits}?withLifted=true`)).toMatchObject({
    body: {
      items: [
        { source: "EMS", clearedAt: null },
        { source: "SO", clearedAt: expect.any(String) },
      ],
    },
  });
  expect(await tenant.api("GET", `/stations/${identity}/composite-schedules`)).toMatchObject({
    body: { items: [], nextCursor: null },
  });
  expect(await tenant.api("GET", `/transactions/${transactionId}/charging-needs`)).toMatchObject({
    body: { items: [{ kind: "needs", answer: "Rejected", reason: "It asks too often.", evseId: 1 }] },
  });
});
