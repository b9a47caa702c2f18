import { idTokens } from "@stationmaster/db";
import { listCurve } from "@stationmaster/domain/meter-values";
import {
  getTransactionStatus,
  listTransactionEvents,
  listTransactions,
  missingSeqNos,
} from "@stationmaster/domain/transactions";
import type { SimulatedStation } from "@stationmaster/simulator";
import { aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { beforeAll, expect, test, vi } from "vitest";
import { listCommands } from "./list-commands";

const server = await aServer();
const { tenant } = await aTenant({ server });

beforeAll(async () => {
  await tenant.inside((ctx) =>
    ctx.db.insert(idTokens).values([
      { idToken: "04A1B2C3", type: "ISO14443", status: "Accepted" },
      { idToken: "FLEET-1", type: "ISO14443", status: "Accepted", groupIdToken: "FLEET" },
      { idToken: "FLEET-2", type: "ISO14443", status: "Accepted", groupIdToken: "FLEET" },
      { idToken: "BLOCKED", type: "ISO14443", status: "Blocked" },
    ]),
  );
});

const card = "04A1B2C3";
const sessionsOf = ({ id: stationId }: TestStation) =>
  tenant.inside((ctx) => listTransactions(ctx, { stationId }, { limit: 50 }));
const sessionOf = async (station: TestStation) => {
  const [session, ...others] = await sessionsOf(station);
  expect(others).toEqual([]);
  return session!;
};
const ledgerOf = (id: string) => tenant.inside((ctx) => listTransactionEvents(ctx, id, { limit: 500 }));
const questionsTo = async (station: TestStation) =>
  (await listCommands(tenant, station.id)).filter(({ action }) => action === getTransactionStatus.action);

async function charge(station: SimulatedStation, seconds = 120): Promise<void> {
  await station.plugIn(1);
  await station.authorize(card);
  await station.startCharging(1);
  await station.advance(seconds);
}

test("E02: cable first: what the station's meter counted is what the session says", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await charge(station, 600);
  const running = await sessionOf(row);
  expect(running).toMatchObject({
    isActive: true,
    chargingState: "Charging",
    evseId: 1,
    connectorId: 1,
    idToken: card,
  });
  expect(running.powerW).toBeGreaterThan(1000);
  await station.authorize(card);
  await station.unplug(1);
  const session = await sessionOf(row);
  expect(session).toMatchObject({ isActive: false, stoppedReason: "Local", gaps: [], conflicts: 0 });
  expect(session.energyWh).toBeCloseTo(session.registerLastWh! - session.registerFirstWh!, 6);
  expect(session.energyWh).toBeGreaterThan(100);
  const curve = await tenant.inside((ctx) => listCurve(ctx, session.id));
  expect(curve.length).toBeGreaterThan(5);
  expect(station.violations).toEqual([]);
});

test("E03: token first: the card comes before the cable, in one session", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await station.authorize(card);
  await station.plugIn(1);
  await station.startCharging(1);
  await station.advance(60);
  expect(await sessionOf(row)).toMatchObject({ idToken: card, chargingState: "Charging", isActive: true });
});

test("E05, C15: a card that is blocked meanwhile stops what began offline", async () => {
  const row = await tenant.withStation();
  const station = await row.start({ variables: { "AuthCtrlr.OfflineTxForUnknownIdEnabled": "true" } });
  await station.goOffline();
  await station.plugIn(1);
  await station.authorize("BLOCKED");
  await station.startCharging(1);
  await station.advance(60);
  await station.goOnline();
  await vi.waitFor(async () => expect((await sessionOf(row)).chargingState).not.toBe("Charging"));
  expect(station.received.some(({ text }) => text.includes('"Blocked"'))).toBe(true);
});

test("E07, C09: another card of the group may stop a session", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await station.plugIn(1);
  await station.authorize("FLEET-1");
  await station.startCharging(1);
  await station.advance(60);
  await station.authorize("FLEET-2");
  await station.unplug(1);
  expect(await sessionOf(row)).toMatchObject({ isActive: false, idToken: "FLEET-1" });
});

test("E09, E10: a cable pulled at the car ends or pauses the session, as the station is set", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await charge(station);
  await station.unplug(1);
  expect((await sessionOf(row)).isActive).toBe(false);
  expect(["EVDisconnected", "Local"]).toContain((await sessionOf(row)).stoppedReason);
});

test("E11, E12: what happened offline arrives in order, marked, and nothing is missing", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await charge(station, 120);
  await station.goOffline();
  await station.advance(600);
  await station.authorize(card);
  await station.unplug(1);
  expect((await sessionOf(row)).isActive).toBe(true);
  await station.goOnline();
  const session = await sessionOf(row);
  expect(session).toMatchObject({ isActive: false, gaps: [], hasGap: false });
  const ledger = await ledgerOf(session.id);
  expect(ledger.map(({ seqNo }) => seqNo)).toEqual(ledger.map((_, index) => index));
  expect(ledger.filter(({ offline }) => offline).length).toBeGreaterThan(5);
});

test("E13: resends under the same and under new message ids are answered and stored once", async () => {
  for (const resends of ["same id", "new id"] as const) {
    const row = await tenant.withStation();
    const station = await row.start();
    station.behaviour.resends = resends;
    await charge(station, 120);
    await station.authorize(card);
    await station.unplug(1);
    const session = await sessionOf(row);
    expect(session).toMatchObject({ conflicts: 0, gaps: [], isActive: false });
    const seqNos = (await ledgerOf(session.id)).map(({ seqNo }) => seqNo);
    expect(new Set(seqNos).size).toBe(seqNos.length);
  }
});

test("E12: events out of order make the same session", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  station.behaviour.swapsEvents = true;
  await charge(station, 300);
  await station.authorize(card);
  await station.unplug(1);
  station.behaviour.swapsEvents = false;
  await station.idle();
  const session = await sessionOf(row);
  expect(session).toMatchObject({ conflicts: 0 });
  expect(session.energyWh).toBeCloseTo(session.registerLastWh! - session.registerFirstWh!, 6);
});

test("E12: a lost Started leaves a session all the same, and its gap is asked about and marked", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  station.behaviour.loses.add("Started");
  await charge(station, 120);
  await station.authorize(card);
  await station.unplug(1);
  const session = await sessionOf(row);
  expect(session).toMatchObject({ hasStarted: false, hasGap: true, isActive: false });
  expect(missingSeqNos(session.gaps)).toEqual([0]);
});

test("E14: five seconds after an Ended that leaves a gap the station is asked, and its answer settles the matter", {
  timeout: 20_000,
}, async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await charge(station, 60);
  station.behaviour.loses.add("Updated");
  await station.advance(120);
  station.behaviour.loses.clear();
  await station.authorize(card);
  await station.unplug(1);
  expect((await sessionOf(row)).hasGap).toBe(true);
  expect(await questionsTo(row)).toMatchObject([{ status: "queued" }]);
  expect(station.calls("GetTransactionStatus", "received")).toHaveLength(0);
  await vi.waitFor(async () => expect((await sessionOf(row)).gapIsFinal).toBe(true), {
    timeout: 12_000,
    interval: 200,
  });
  expect(await questionsTo(row)).toMatchObject([{ status: "answered", response: { messagesInQueue: false } }]);
  expect(station.calls("GetTransactionStatus", "received")).toHaveLength(1);
});

test("E14: after a reconnect the station is asked once about the transaction that was open", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await charge(station, 60);
  await station.goOffline();
  await station.goOnline();
  await vi.waitFor(
    async () =>
      expect(await questionsTo(row)).toMatchObject([{ status: "answered", response: { ongoingIndicator: true } }]),
    { timeout: 5000 },
  );
});

test("E12: a station whose seqNo is always 0 loses nothing, and its session is marked", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  station.behaviour.constantSeqNo = 0;
  await charge(station, 180);
  await station.authorize(card);
  await station.unplug(1);
  const session = await sessionOf(row);
  const sent = station.calls("TransactionEvent").length;
  expect(await ledgerOf(session.id)).toHaveLength(sent);
  expect(session).toMatchObject({ conflicts: sent - 1, isActive: false, hasGap: false });
});

test("E06: a register that falls in mid-session is shown, and never a negative charge", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await charge(station, 600);
  station.setRegister(1, 0);
  await station.advance(600);
  await station.authorize(card);
  await station.unplug(1);
  const session = await sessionOf(row);
  expect(session.registerFell).toBe(true);
  expect(session.energyWh).toBeGreaterThan(0);
});

test("E04: a clock years off is kept as told, beside the time of arrival", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  station.behaviour.clockOffsetSeconds = -10 * 365 * 86_400;
  await charge(station, 60);
  const session = await sessionOf(row);
  const [first] = await ledgerOf(session.id);
  expect(first!.receivedAt.getTime() - first!.timestamp.getTime()).toBeGreaterThan(9 * 365 * 86_400_000);
});

test("E01: properties no schema knows are ignored and counted, the rest is kept", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  station.behaviour.addsUnknownProperties = true;
  await charge(station, 60);
  expect(await sessionOf(row)).toMatchObject({ isActive: true, chargingState: "Charging" });
});

test("E15: a session another tenant's station has under the same transactionId is another session", async () => {
  const { tenant: other } = await aTenant({ server });
  const mine = await tenant.withStation();
  const theirs = await other.withStation({ identity: mine.identity });
  const event = {
    eventType: "Started",
    timestamp: "2026-06-01T12:00:00Z",
    triggerReason: "CablePluggedIn",
    seqNo: 0,
    transactionInfo: { transactionId: "shared" },
  };
  const [a, b] = [await mine.start(), await theirs.start()];
  await a.call("TransactionEvent", event);
  await b.call("TransactionEvent", { ...event, evse: { id: 2 } });
  expect(await sessionOf(mine)).toMatchObject({ transactionId: "shared", evseId: null });
  expect(await other.inside((ctx) => listTransactions(ctx, { stationId: theirs.id }, { limit: 5 }))).toMatchObject([
    { evseId: 2 },
  ]);
  expect(await other.inside((ctx) => listTransactions(ctx, { stationId: mine.id }, { limit: 5 }))).toEqual([]);
});
