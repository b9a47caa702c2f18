import { withTenants } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomStation, type RoomTenant } from "@stationmaster/testing";
import { beforeEach, expect, test } from "vitest";
import { putTariff } from "../../blocks/tariff-and-cost";
import { transactionEvent } from "../../blocks/transactions";
import { getSession, listSessionEvents, listSessions, sessionCurve, sessionList, sessionStory } from ".";

// Sessions of zero seconds, of nine days, with the clock set in the middle: what is shown and charged must stay true.

type Event = Req<"TransactionEvent">;
const room = await aRoom();
const noon = Date.UTC(2026, 5, 1, 12);
const at = (minutes: number) => new Date(noon + minutes * 60_000);
let tenant: RoomTenant;
let station: RoomStation;
let seqNo = 0;
beforeEach(async () => {
  tenant = await room.tenant();
  station = await tenant.station({ bootStatus: "Accepted" });
  await tenant.inside((ctx) =>
    putTariff(ctx, "hour", { name: "By the hour", currency: "EUR", energy: "0.10", time: "1", isDefault: true }),
  );
  seqNo = 0;
});

type Told = { heard?: number; wh?: number; state?: "Charging" | "SuspendedEV"; offline?: boolean };

/** What the station's clock says, and when by ours we heard it; both in minutes since noon. */
async function hear(
  eventType: Event["eventType"],
  minutes: number,
  { heard = minutes, wh, state, offline }: Told = {},
) {
  const timestamp = at(minutes).toISOString();
  const request: Event = {
    ...{ eventType, timestamp, seqNo: seqNo++, triggerReason: "MeterValuePeriodic" },
    transactionInfo: { transactionId: "odd", ...(state ? { chargingState: state } : {}) },
    ...(offline ? { offline } : {}),
    ...(eventType === "Started" ? { idToken: { idToken: "CARD", type: "ISO14443" } } : {}),
    ...(wh === undefined
      ? {}
      : {
          meterValue: [
            {
              timestamp,
              sampledValue: [
                { value: wh, measurand: "Energy.Active.Import.Register" },
                { value: 11_000, measurand: "Power.Active.Import" },
              ],
            },
          ],
        }),
  };
  const arrived = [{ n: 0, tenantId: tenant.id, stationId: station.id, receivedAt: at(heard), request }];
  const [reply] = await withTenants(room.ingest.sql, [tenant.id], (tx) => transactionEvent.handleMany(tx, arrived));
  return reply!.response;
}

async function shown() {
  const { items } = await tenant.inside((ctx) => listSessions(ctx, sessionList.parse({})));
  expect(items).toHaveLength(1);
  const { id } = items[0]!;
  return tenant.inside(async (ctx) => {
    const session = await getSession(ctx, id);
    const { items: events } = await listSessionEvents(ctx, id, { limit: 500, cursor: null });
    const curve = await sessionCurve(ctx, id);
    const story = await sessionStory(ctx, id);
    const hours = session.costLines.find(({ what }) => what === "time")?.quantity;
    return { session, hours, events, curve, kinds: story.moments.map(({ kind }) => kind), story: story.moments };
  });
}
const times = (points: { at: Date }[]) => points.map(({ at: moment }) => (moment.getTime() - noon) / 60_000);

test("E06: a session of zero seconds has no time, no energy, and a price of nothing", async () => {
  await hear("Started", 0, { wh: 1000, state: "Charging" });
  expect(await hear("Ended", 0, { wh: 1000 })).toMatchObject({ totalCost: 0 });
  const { session, hours, curve, kinds } = await shown();
  expect(session).toMatchObject({ energyWh: 0, chargingSeconds: 0, hasGap: false, conflictCount: 0 });
  expect(session).toMatchObject({ startedAt: at(0), endedAt: at(0), clock: { steps: [], shiftSeconds: 0 } });
  expect(hours).toBe("0");
  expect(times(curve.points)).toEqual([0, 0]);
  expect(kinds).toEqual(["authorized", "charging", "ended"]);
});

const nineDays = 9 * 24 * 60;

test("E06: a session of nine days, told as it happened: every hour of it is charged, in the order of its ledger", async () => {
  await hear("Started", 0, { wh: 0, state: "Charging" });
  for (let hour = 6; hour < 9 * 24; hour += 6) await hear("Updated", hour * 60, { wh: hour * 1000 });
  await hear("Ended", nineDays, { wh: 9 * 24 * 1000 });
  const { session, hours, events, curve, story } = await shown();
  expect(session).toMatchObject({ energyWh: 216_000, chargingSeconds: nineDays * 60, totalCost: "237.60" });
  expect(hours).toBe("216");
  expect(events).toHaveLength(37);
  expect(curve.points).toHaveLength(37);
  expect(times(curve.points).at(-1)).toBe(nineDays);
  expect(story.at(-1)).toMatchObject({ kind: "ended", energyWh: 216_000 });
});

test("E06, I03: nine days told in a breath, as by a bench or out of a queue, are nine days", async () => {
  await hear("Started", 0, { heard: 0, wh: 0, state: "Charging" });
  for (let day = 1; day < 9; day++) await hear("Updated", day * 24 * 60, { heard: 0.001 * day, wh: day * 20_000 });
  await hear("Ended", nineDays, { heard: 0.01, wh: 180_000 });
  const { session, hours, kinds } = await shown();
  expect(hours).toBe("216");
  expect(session).toMatchObject({ chargingSeconds: nineDays * 60, clock: { steps: [] } });
  expect(kinds).toEqual(["authorized", "charging", "ended"]);
});

test("E01, I03: a clock set back in the middle: no time is lost, no energy negative, and the curve does not run back", async () => {
  await hear("Started", 0, { wh: 1000, state: "Charging" });
  await hear("Updated", 30, { wh: 6000 });
  // Set back by two hours.
  await hear("Updated", 45 - 120, { heard: 45, wh: 8000 });
  await hear("Ended", 60 - 120, { heard: 60, wh: 11_000 });
  const { session, hours, events, curve, story } = await shown();
  expect(session).toMatchObject({ energyWh: 10_000, chargingSeconds: 3600, hasGap: false, registerWentBack: false });
  expect(session.clock).toMatchObject({ shiftSeconds: -7200, steps: [{ verdict: "back", seconds: -7200, seqNo: 2 }] });
  expect(hours).toBe("1");
  expect(events.map((event) => event.seqNo)).toEqual([0, 1, 2, 3]);
  expect(times(curve.points)).toEqual([-120, -90, -75, -60]);
  expect(curve.points.map(({ energyWh }) => energyWh)).toEqual([0, 5000, 7000, 10_000]);
  expect(curve.shiftSeconds).toBe(-7200);
  expect(story).toContainEqual(expect.objectContaining({ kind: "clockBack", seconds: 7200, at: at(-75) }));
});

test("E01, I03: while it runs, a clock that was set back charges what was heard so far", async () => {
  await hear("Started", 0, { wh: 0, state: "Charging" });
  await hear("Updated", 30, { wh: 5000 });
  await hear("Updated", 45 - 600, { heard: 45, wh: 7500 });
  expect(await shown()).toMatchObject({ hours: "0.75", session: { active: true, totalCost: "1.50" } });
});

test("I03: a clock set forward by five hours in the middle is not charged, and shown", async () => {
  await hear("Started", 0, { wh: 0, state: "Charging" });
  await hear("Updated", 30, { wh: 5500 });
  await hear("Updated", 40 + 300, { heard: 40, wh: 7300 });
  await hear("Ended", 60 + 300, { heard: 60, wh: 11_000 });
  const { session, hours, curve, kinds } = await shown();
  expect(hours).toBe("1");
  expect(session).toMatchObject({
    ...{ chargingSeconds: 3600, totalCost: "2.10" },
    clock: { steps: [{ verdict: "forward", seconds: 18_000, chargedSeconds: 600 }] },
  });
  expect(times(curve.points)).toEqual([300, 330, 340, 360]);
  expect(kinds).toContain("clockForward");
});

test("I03: from 1970 to now in mid-session: what was heard is charged, and the curve is no 56 years long", async () => {
  const since1970 = -noon / 60_000;
  await hear("Started", since1970, { heard: 0, wh: 0, state: "Charging" });
  await hear("Updated", since1970 + 10, { heard: 10, wh: 1000 });
  await hear("Updated", 20, { wh: 2000 });
  await hear("Ended", 60, { wh: 6000 });
  const { hours, curve, session } = await shown();
  expect(hours).toBe("1");
  expect(session.chargingSeconds).toBe(3600);
  expect(times(curve.points)).toEqual([0, 10, 20, 60]);
});

test("E04, I03: what was noted offline is charged by its own times, and a clock set while away by what is sure", async () => {
  await hear("Started", 0, { heard: 300, wh: 0, state: "Charging", offline: true });
  await hear("Updated", 60, { heard: 300, wh: 11_000, offline: true });
  await hear("Updated", 120 - 600, { heard: 300.1, wh: 22_000, offline: true });
  await hear("Ended", 180 - 600, { heard: 300.2, wh: 33_000, offline: true });
  const { hours, session, kinds } = await shown();
  expect(hours).toBe("2");
  expect(session).toMatchObject({ energyWh: 33_000, clock: { steps: [{ verdict: "back", chargedSeconds: 0 }] } });
  expect(kinds).toEqual(["offline", "authorized", "charging", "clockBack", "ended"]);
});

test("I03: an idle hour told in a second is charged as the station says, and said to be in doubt", async () => {
  await hear("Started", 0, { heard: 0, wh: 0, state: "SuspendedEV" });
  await hear("Ended", 60, { heard: 0.01, wh: 0 });
  const { hours, kinds } = await shown();
  expect(hours).toBe("1");
  expect(kinds).toContain("clockDoubtful");
});
