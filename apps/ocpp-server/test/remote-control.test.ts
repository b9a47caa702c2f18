import { connectors, eq, idTokens } from "@stationmaster/db";
import type { CommandRow, Context } from "@stationmaster/domain";
import { getCommand } from "@stationmaster/domain/business";
import {
  inWords,
  remoteStart,
  remoteStop,
  triggerMessage,
  unlockConnector,
} from "@stationmaster/domain/remote-control";
import { listTransactions } from "@stationmaster/domain/transactions";
import { aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { beforeAll, expect, test } from "vitest";
import { askStation } from "./ask-station";

const server = await aServer();
const { tenant } = await aTenant({ server });
const { ask, doing, effectOf, outcomeOf, rowOf } = askStation({ server, tenant });
beforeAll(() =>
  tenant.inside((ctx) => ctx.db.insert(idTokens).values({ idToken: "CARD", type: "ISO14443", status: "Accepted" })),
);

const sessionsOf = (row: TestStation) =>
  tenant.inside((ctx) => listTransactions(ctx, { stationId: row.id }, { limit: 9 }));
const lookAt = (id: string) => tenant.inside((ctx) => getCommand(ctx, id));
const start = (row: TestStation, idToken = "CARD") => doing((ctx) => remoteStart(ctx, row.id, { evseId: 1, idToken }));

test("F01: cable first: the answer names the session, and its event carries our number", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await station.plugIn(1);
  const [begun] = await sessionsOf(row);
  const command = await start(row);
  expect(command.response).toEqual({ status: "Accepted", transactionId: begun!.transactionId });
  expect(await effectOf(command.id)).toEqual({ transactionId: begun!.transactionId, id: begun!.id });
  await station.idle();
  expect(await sessionsOf(row)).toMatchObject([{ id: begun!.id, remoteStartId: command.requestId, idToken: "CARD" }]);
});

test.each(["true", "false"])(
  "F02: remote start first, AuthorizeRemoteStart %s: the session that carries our number is the effect",
  async (asksFirst) => {
    const row = await tenant.withStation();
    const station = await row.start({ variables: { "AuthCtrlr.AuthorizeRemoteStart": asksFirst } });
    const command = await start(row);
    expect(command.response).toEqual({ status: "Accepted" });
    await station.plugIn(1);
    const observed = await effectOf(command.id);
    await station.startCharging(1);
    const [session] = await sessionsOf(row);
    expect(observed).toEqual({ transactionId: session!.transactionId, id: session!.id });
    expect(session).toMatchObject({ remoteStartId: command.requestId, chargingState: "Charging" });
    expect(station.calls("Authorize")).toHaveLength(asksFirst === "true" ? 1 : 0);
  },
);

test("F02.FR.07: nobody plugs in: the start comes to nothing, and is seen to", async () => {
  const row = await tenant.withStation();
  const station = await row.start({
    variables: { "TxCtrlr.TxStartPoint": "Authorized,EVConnected", "TxCtrlr.EVConnectionTimeOut": "60" },
  });
  const command = await start(row);
  await station.idle();
  await station.advance(120);
  await effectOf(command.id);
  expect(await sessionsOf(row)).toMatchObject([
    { isActive: false, remoteStartId: command.requestId, stoppedReason: "Timeout" },
  ]);
  expect(await lookAt(command.id)).toMatchObject({ heardSince: { what: "session-over", detail: "Timeout" } });
});

test("F01, C05: a token made for one start is good where we sent it", async () => {
  const row = await tenant.withStation();
  const station = await row.start({ variables: { "AuthCtrlr.AuthorizeRemoteStart": "false" } });
  await station.plugIn(1);
  await start(row, "GUEST-42");
  await station.idle();
  await station.startCharging(1);
  expect(await sessionsOf(row)).toMatchObject([
    { idToken: "GUEST-42", idTokenType: "Central", chargingState: "Charging" },
  ]);
});

test("F01.FR.24: refused in words", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await station.plugIn(1);
  await start(row);
  await station.idle();
  const again = await start(row);
  expect(inWords(again)).toMatchObject({ kind: "in-session", next: expect.stringContaining("Stop it") });
});

test("F03: stopped from afar, and seen to be", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await station.plugIn(1);
  await station.authorize("CARD");
  await station.startCharging(1);
  const [session] = await sessionsOf(row);
  const command = await doing((ctx) => remoteStop(ctx, session!.id));
  expect(await effectOf(command.id)).toEqual({ transactionId: session!.transactionId, id: session!.id });
  await station.unplug(1);
  expect(await sessionsOf(row)).toMatchObject([{ isActive: false, stoppedReason: "Remote" }]);
});

test("F05: every answer to an unlocking, also of a station without a lock", async () => {
  const row = await tenant.withStation();
  const station = await row.start({
    evses: [
      { id: 1, connectors: [{ id: 1, type: "cType2" }], hasLock: true },
      { id: 2, connectors: [{ id: 1, type: "cType2" }], hasLock: false },
    ],
  });
  const unlock = (evseId: number, connectorId = 1) => ask(row, unlockConnector, { evseId, connectorId });
  expect((await unlock(1)).response).toEqual({ status: "Unlocked" });
  expect((await unlock(1, 9)).response).toEqual({ status: "UnknownConnector" });
  expect(inWords(await unlock(2))).toMatchObject({ kind: "not-supported" });
  station.evse(1).isLockBroken = true;
  expect(inWords(await unlock(1))).toMatchObject({ kind: "unlock-failed" });
  await station.plugIn(1);
  await station.authorize("CARD", { evseId: 1 });
  expect((await unlock(1)).response).toEqual({ status: "OngoingAuthorizedTransaction" });
});

test("F06: what was asked for follows: status, meter values, session, heartbeat; what cannot be is said", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  const before = station.calls("StatusNotification").length;
  await ask(row, triggerMessage, { requestedMessage: "StatusNotification", evse: { id: 1, connectorId: 1 } });
  await ask(row, triggerMessage, { requestedMessage: "MeterValues", evse: { id: 1 } });
  const heartbeat = await ask(row, triggerMessage, { requestedMessage: "Heartbeat" });
  await expect
    .poll(() => [
      station.calls("StatusNotification").length - before,
      station.calls("MeterValues").length,
      station.calls("Heartbeat").length > 0,
    ])
    .toEqual([1, 1, true]);
  await server.settle();
  expect(await effectOf(heartbeat.id)).toEqual({ message: "Heartbeat" });
  expect((await ask(row, triggerMessage, { requestedMessage: "SignV2GCertificate" })).response).toMatchObject({
    status: "NotImplemented",
  });
  expect(inWords(await ask(row, triggerMessage, { requestedMessage: "BootNotification" }))).toMatchObject({
    kind: "trigger-rejected",
  });
  await station.plugIn(1);
  await ask(row, triggerMessage, { requestedMessage: "TransactionEvent", evse: { id: 1 } });
  await expect
    .poll(
      () =>
        station
          .calls("TransactionEvent")
          .filter((event) => (event as { triggerReason: string }).triggerReason === "Trigger").length,
    )
    .toBe(1);
});

test("F01: a station that accepts and does nothing shows no effect", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  station.onCommand("RequestStartTransaction", () => ({ status: "Accepted" }));
  const command = await start(row);
  await station.plugIn(1);
  await station.advance(60);
  await server.settle();
  expect(await rowOf(command.id)).toMatchObject({ status: "answered", observed: null });
});

test("F01: a session that begins there without our number is told of, and not taken for the one we asked for", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  station.onCommand("RequestStartTransaction", () => ({ status: "Accepted" }));
  const command = await start(row);
  await station.plugIn(1);
  await station.authorize("CARD", { evseId: 1 });
  await station.idle();
  const [session] = await sessionsOf(row);
  expect(await lookAt(command.id)).toMatchObject({
    effect: "awaited",
    observed: null,
    heardSince: { what: "other-session", detail: session!.transactionId, isContrary: false },
  });
});

test("F03: a station that accepts a stop and charges on is shown to do the opposite", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await station.plugIn(1);
  await station.authorize("CARD");
  await station.startCharging(1);
  const [session] = await sessionsOf(row);
  station.onCommand("RequestStopTransaction", () => ({ status: "Accepted" }));
  const command = await doing((ctx) => remoteStop(ctx, session!.id));
  expect(await lookAt(command.id)).toMatchObject({ effect: "awaited", heardSince: null });
  await station.advance(120);
  await server.settle();
  expect(await lookAt(command.id)).toMatchObject({
    status: "answered",
    observed: null,
    heardSince: { what: "session-goes-on", detail: session!.transactionId, isContrary: true },
  });
});

test("F01, F03: two operators command one station at once: each has an answer of their own, and one session is what comes of it", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  await station.plugIn(1);
  const both = async (work: (ctx: Context) => Promise<CommandRow>) => {
    const asked = await Promise.all([tenant.inside(work), tenant.inside(work)]);
    return Promise.all(asked.map(({ id }) => outcomeOf(id)));
  };
  const starts = await both((ctx) => remoteStart(ctx, row.id, { evseId: 1, idToken: "CARD" }));
  const answers = starts.map((command) => (command.response as { status: string }).status);
  expect(answers.toSorted()).toEqual(["Accepted", "Rejected"]);
  const [taken, refused] = answers[0] === "Accepted" ? starts : starts.toReversed();
  await effectOf(taken!.id);
  expect(await lookAt(refused!.id)).toMatchObject({ observed: null, effect: null, meaning: { kind: "in-session" } });
  const sessions = await sessionsOf(row);
  expect(sessions).toMatchObject([{ isActive: true, remoteStartId: taken!.requestId }]);

  await station.startCharging(1);
  const stops = await both((ctx) => remoteStop(ctx, sessions[0]!.id));
  expect(stops.map(({ status }) => status)).toEqual(["answered", "answered"]);
  const accepted = stops.filter(({ response }) => (response as { status: string }).status === "Accepted");
  expect(accepted.length).toBeGreaterThan(0);
  for (const { id } of accepted) expect(await effectOf(id)).toMatchObject({ id: sessions[0]!.id });
  await station.unplug(1);
  expect(await sessionsOf(row)).toMatchObject([{ isActive: false, stoppedReason: "Remote" }]);
});

test("F04: a session under ISO 15118 is stopped the same way: Updated first, Ended once the plug is out", async () => {
  const row = await tenant.withStation();
  const station = await row.start({ variables: { "TxCtrlr.TxStopPoint": "EVConnected" } });
  await station.plugIn(1);
  await station.authorize("CARD");
  await station.startCharging(1);
  const [session] = await sessionsOf(row);
  const command = await doing((ctx) => remoteStop(ctx, session!.id));
  await effectOf(command.id);
  await station.idle();
  expect(await sessionsOf(row)).toMatchObject([{ isActive: true }]);
  await station.unplug(1);
  expect(await sessionsOf(row)).toMatchObject([{ isActive: false, stoppedReason: "Remote" }]);
});

test("F05: an answer that comes after its timeout changes nothing: it stays silent", async () => {
  const slow = await aServer({ databaseUrl: server.databaseUrl, limits: { answerWithinMs: 300 } });
  const { tenant: other } = await aTenant({ server: slow });
  const row = await other.withStation();
  const station = await row.start();
  station.behaviour.answersAfterMs = 900;
  const silent = await askStation({ server: slow, tenant: other }).ask(row, unlockConnector, {
    evseId: 1,
    connectorId: 1,
  });
  expect(silent.status).toBe("silent");
  station.behaviour.answersAfterMs = 0;
  await expect.poll(() => station.calls("UnlockConnector", "received").length).toBe(1);
  await new Promise((resolve) => station.onFrame((direction) => direction === "sent" && resolve(undefined)));
  expect((await askStation({ server: slow, tenant: other }).rowOf(silent.id)).status).toBe("silent");
  // It is shown all the same: the operator must know that it was heard.
  await expect
    .poll(async () => {
      await slow.settle();
      return other.inside((ctx) => getCommand(ctx, silent.id));
    })
    .toMatchObject({ meaning: { kind: "silent-unsure" }, lateAnswer: { response: { status: "Unlocked" } } });
  expect(
    await other.inside((ctx) => ctx.db.select().from(connectors).where(eq(connectors.stationId, row.id))),
  ).toHaveLength(1);
});
