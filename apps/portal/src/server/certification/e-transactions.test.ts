import type { Req } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { aLab, type Bench, card, type Form, forms, now } from "../test/a-lab";

const lab = await aLab();
await lab.api("PUT", "/id-tokens/LAB-BLOCKED", { type: "ISO14443", status: "Blocked" });

type Session = ReturnType<Bench["session"]>;
type Info = Partial<Req<"TransactionEvent">["transactionInfo"]>;
const accepted = { status: "Accepted" } as const;

async function authorized(bench: Bench) {
  expect(await bench.call("Authorize", { idToken: card })).toMatchObject({ idTokenInfo: accepted });
}
/** Asked about, plugged in, let in and charging, each in the order of the case; the transaction began with the cable. */
async function charging(form: Form = "StatusNotification") {
  const bench = await lab.station();
  const session = bench.session();
  await bench.report(form, "Occupied");
  await session.plugged();
  await authorized(bench);
  await session.authorized();
  expect(await session.charging()).toEqual({});
  return { bench, session };
}
async function ended(
  bench: Bench,
  session: Session,
  trigger: Req<"TransactionEvent">["triggerReason"],
  transactionInfo: Info,
  idToken?: typeof card,
) {
  const answer = await session.event("Ended", trigger, { transactionInfo, ...(idToken ? { idToken } : {}) });
  if (idToken) expect(answer).toMatchObject({ idTokenInfo: accepted });
  else expect(answer).toEqual({});
  expect(await bench.sessions()).toMatchObject([
    {
      transactionId: session.transactionId,
      active: false,
      stoppedReason: transactionInfo.stoppedReason ?? "Local",
      missingSeqNos: [],
    },
  ]);
}

// Ways to start

test.each(["PowerPathClosed", "EnergyTransfer"])(
  "E01.FR.05, .06, .11, .12: begun at %s (TC_E_01_CSMS, TC_E_02_CSMS)",
  async (point) => {
    const bench = await lab.station();
    await bench.report("StatusNotification", "Occupied");
    await authorized(bench);
    const session = bench.session();
    const chargingState = point.startsWith("Power") ? "SuspendedEVSE" : "Charging";
    const begun = { idToken: card, evse: session.evse, transactionInfo: { chargingState } } as const;
    expect(await session.event("Started", "ChargingStateChanged", begun)).toMatchObject({ idTokenInfo: accepted });
    expect(await session.charging()).toEqual({});
    expect(await bench.sessions()).toMatchObject([{ active: true, chargingState: "Charging", idToken: card.idToken }]);
  },
);

test.each(forms)("E02.FR.02, .04, E01.FR.02: cable first, told by %s (TC_E_03_CSMS, TC_E_09_CSMS)", async (form) => {
  const { bench, session } = await charging(form);
  expect(await bench.sessions()).toMatchObject([
    { transactionId: session.transactionId, active: true, idToken: card.idToken, chargingState: "Charging" },
  ]);
});

async function tokenFirst(bench: Bench) {
  await authorized(bench);
  const session = bench.session();
  const begun = await session.event("Started", "Authorized", { idToken: card, evse: session.evse });
  expect(begun).toMatchObject({ idTokenInfo: accepted });
  return session;
}
const connected = (session: Session) =>
  session.event("Updated", "CablePluggedIn", { transactionInfo: { chargingState: "EVConnected" } });

test.each(forms)("E03.FR.02, E01.FR.03: token first, told by %s (TC_E_04_CSMS, TC_E_10_CSMS)", async (form) => {
  const bench = await lab.station();
  const session = await tokenFirst(bench);
  await bench.report(form, "Occupied");
  expect(await connected(session)).toEqual({});
  expect(await session.charging()).toEqual({});
});

test("E03: token first, and the car does not want to charge yet (TC_E_38_CSMS)", async () => {
  const bench = await lab.station();
  const session = await tokenFirst(bench);
  await bench.report("StatusNotification", "Occupied");
  await connected(session);
  await session.event("Updated", "ChargingStateChanged", { transactionInfo: { chargingState: "SuspendedEV" } });
  expect(await bench.sessions()).toMatchObject([{ active: true, chargingState: "SuspendedEV" }]);
});

test("E03, E06: token first, and nobody plugs in (TC_E_39_CSMS)", async () => {
  const bench = await lab.station();
  await ended(bench, await tokenFirst(bench), "EVConnectTimeout", { stoppedReason: "Timeout" });
});

test("E01.FR.04: begun with a signed meter value (TC_E_11_CSMS)", async () => {
  const bench = await lab.station();
  const session = bench.session();
  const signedMeterValue = {
    signedMeterData: "ZGF0YQ==",
    signingMethod: "ECDSA",
    encodingMethod: "OCMF",
    publicKey: "",
  };
  const meterValue: Req<"TransactionEvent">["meterValue"] = [
    { timestamp: now(), sampledValue: [{ value: 1000, context: "Transaction.Begin", signedMeterValue }] },
  ];
  expect(await session.event("Started", "SignedDataReceived", { evse: session.evse, meterValue })).toEqual({});
});

test("E01.FR.01: begun when the bay was occupied, without an EVSE (TC_E_12_CSMS)", async () => {
  const bench = await lab.station();
  const session = bench.session();
  expect(await session.event("Started", "EVDetected")).toEqual({});
  expect(await bench.sessions()).toMatchObject([{ transactionId: session.transactionId, active: true, evseId: null }]);
});

test("E01.FR.07: two transactions, each numbered from 0 (TC_E_53_CSMS)", async () => {
  const { bench, session } = await charging();
  await ended(bench, session, "EVCommunicationLost", { stoppedReason: "EVDisconnected" });
  const second = bench.session();
  await second.plugged();
  await second.authorized();
  expect(await bench.sessions()).toMatchObject([
    { transactionId: second.transactionId, active: true, missingSeqNos: [] },
    { transactionId: session.transactionId, active: false, missingSeqNos: [] },
  ]);
});

// Ways to stop

test("E06, E07.FR.02: stopped by the card, at PowerPathClosed (TC_E_07_CSMS)", async () => {
  const { bench, session } = await charging();
  await ended(bench, session, "StopAuthorized", { chargingState: "EVConnected", stoppedReason: "Local" }, card);
});

test("E06: stopped when no energy flows any more (TC_E_08_CSMS)", async () => {
  const { bench, session } = await charging();
  const stopped = await session.event("Updated", "StopAuthorized", { idToken: card });
  expect(stopped).toMatchObject({ idTokenInfo: accepted });
  await ended(bench, session, "ChargingStateChanged", { chargingState: "EVConnected", stoppedReason: "Local" });
});

test.each(forms)("E06: stopped by unplugging at the station, told by %s (TC_E_14_CSMS)", async (form) => {
  const { bench, session } = await charging(form);
  await session.event("Updated", "StopAuthorized", {
    idToken: card,
    transactionInfo: { chargingState: "EVConnected" },
  });
  await bench.report(form, "Available");
  await ended(bench, session, "EVCommunicationLost", { chargingState: "Idle", stoppedReason: "EVDisconnected" });
  expect(await bench.statuses()).toEqual(["Available", "Available"]);
});

test("E06, E07: stopped by the card (TC_E_15_CSMS)", async () => {
  const { bench, session } = await charging();
  await ended(bench, session, "StopAuthorized", { stoppedReason: "Local" }, card);
});

test.each(["LAB-BLOCKED", "NOBODYS"])(
  "E05.FR.01, E06, E01.FR.11: a card that is not good, %s, and the end that follows (TC_E_16_CSMS)",
  async (idToken) => {
    const bench = await lab.station();
    const session = bench.session();
    const begun = { idToken: { idToken, type: "ISO14443" as const }, evse: session.evse };
    const { idTokenInfo } = await session.event("Started", "Authorized", begun);
    expect(idTokenInfo!.status).toMatch(/^(Blocked|Invalid|Unknown)$/);
    await ended(bench, session, "Deauthorized", { stoppedReason: "DeAuthorized" });
  },
);

test("E06, E09: unplugged at the car, which ends it (TC_E_17_CSMS)", async () => {
  const { bench, session } = await charging();
  await ended(bench, session, "EVCommunicationLost", { chargingState: "Idle", stoppedReason: "EVDisconnected" });
});

test("E06: ended when the car has left the bay (TC_E_19_CSMS)", async () => {
  const { bench, session } = await charging();
  await session.event("Updated", "StopAuthorized", { idToken: card });
  await bench.report("StatusNotification", "Available");
  await ended(bench, session, "EVDeparted", { stoppedReason: "Local" });
});

test("E06, E10: unplugged at a car that had enough (TC_E_20_CSMS)", async () => {
  const { bench, session } = await charging();
  await session.event("Updated", "ChargingStateChanged", { transactionInfo: { chargingState: "SuspendedEV" } });
  await ended(bench, session, "EVCommunicationLost", { chargingState: "Idle", stoppedReason: "EVDisconnected" });
});

test("E06, F03.FR.01: an operator stops it by the station's own name for it (TC_E_21_CSMS)", async () => {
  const { bench, session } = await charging();
  const command = await bench.operate("RequestStopTransaction", { transactionId: session.transactionId }, accepted);
  await ended(bench, session, "RemoteStop", { stoppedReason: "Remote" });
  await bench.seen(command);
});

test("E06: ended because the car has had enough (TC_E_22_CSMS)", async () => {
  const { bench, session } = await charging();
  await ended(bench, session, "ChargingStateChanged", { chargingState: "SuspendedEV", stoppedReason: "StoppedByEV" });
});

test("E10: unplugged at the car and plugged in again, it goes on (TC_E_26_CSMS)", async () => {
  const { bench, session } = await charging();
  await session.event("Updated", "EVCommunicationLost", { transactionInfo: { chargingState: "Idle" } });
  expect(await bench.sessions()).toMatchObject([{ active: true, chargingState: "Idle" }]);
  await connected(session);
  await session.charging();
  expect(await bench.sessions()).toMatchObject([{ active: true, chargingState: "Charging" }]);
});

// What a station still has to say

const periodic = { offline: true } as const;

async function asked(queue: boolean, withId = true) {
  const { bench, session } = await charging();
  const request = withId ? { transactionId: session.transactionId } : {};
  const ongoing = withId ? { ongoingIndicator: true } : {};
  await bench.operate("GetTransactionStatus", request, { ...ongoing, messagesInQueue: queue });
  if (queue) expect(await session.event("Updated", "MeterValuePeriodic", periodic)).toEqual({});
}

test("E14: of a transaction that runs, with something to say (TC_E_29_CSMS)", () => asked(true));
test("E14: of a transaction that runs, with nothing to say (TC_E_30_CSMS)", () => asked(false));
test("E14: of any transaction, with something to say (TC_E_33_CSMS)", () => asked(true, false));
test("E14: of any transaction, with nothing to say (TC_E_34_CSMS)", () => asked(false, false));

test("E14, E12: of one that ended with two events missing, which come after it (TC_E_31_CSMS)", async () => {
  const { bench, session } = await charging();
  const { transactionId } = session;
  const missing = [session.skip(), session.skip()];
  await session.ended(periodic);
  expect(await bench.sessions()).toMatchObject([{ active: false, missingSeqNos: missing }]);
  await bench.operate("GetTransactionStatus", { transactionId }, { ongoingIndicator: false, messagesInQueue: true });
  for (const seqNo of missing) {
    const late = { eventType: "Updated", triggerReason: "MeterValuePeriodic", timestamp: now(-60), seqNo } as const;
    expect(await bench.call("TransactionEvent", { ...late, ...periodic, transactionInfo: { transactionId } })).toEqual(
      {},
    );
  }
  expect(await bench.sessions()).toMatchObject([{ active: false, missingSeqNos: [] }]);
});

test("E14, E01.FR.14: a second session at one EVSE asks about the first, which the station no longer knows", async () => {
  const { bench, session } = await charging();
  bench.line.onCommand("GetTransactionStatus", () => ({ ongoingIndicator: false, messagesInQueue: false }));
  const second = bench.session();
  await second.plugged();
  await second.authorized();
  await bench.shows(bench.sessions, [
    { transactionId: second.transactionId, active: true },
    { transactionId: session.transactionId, active: false, stoppedReason: null },
  ]);
  expect(bench.line.calls("GetTransactionStatus", "received")).toEqual([{ transactionId: session.transactionId }]);
});

test("E14: an operator asks about one session, and what the station answers settles it", async () => {
  const { bench, session } = await charging();
  bench.line.onCommand("GetTransactionStatus", () => ({ ongoingIndicator: true, messagesInQueue: false }));
  const [{ id }] = (await bench.sessions()) as unknown as [{ id: string }];
  expect(await bench.api("POST", `/transactions/${id}/ask?wait=60`)).toMatchObject({
    status: 200,
    body: { request: { transactionId: session.transactionId }, response: { ongoingIndicator: true } },
  });
  bench.line.onCommand("GetTransactionStatus", () => ({ ongoingIndicator: false, messagesInQueue: false }));
  await bench.api("POST", `/transactions/${id}/ask?wait=60`);
  await bench.shows(bench.sessions, [{ active: false, stoppedReason: null }]);
});
