import type { Req } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { aLab, type Bench, card, forms, now } from "../test/a-lab";

const lab = await aLab();
const start = { idToken: card, remoteStartId: 4711, evseId: 1 };
const accepted = { status: "Accepted" } as const;
const remoteStarted = { idToken: card, transactionInfo: { remoteStartId: start.remoteStartId } };

test.each(forms)("F01.FR.04, .06, .13: cable first, then the remote start, told by %s (TC_F_01_CSMS)", async (form) => {
  const bench = await lab.station();
  const session = bench.session();
  await bench.report(form, "Occupied");
  await session.plugged();
  const command = await bench.operate("RequestStartTransaction", start, {
    ...accepted,
    transactionId: session.transactionId,
  });
  const { idTokenInfo } = await session.event("Updated", "RemoteStart", remoteStarted);
  expect(idTokenInfo).toMatchObject(accepted);
  await session.charging();
  await bench.seen(command);
  expect(await bench.sessions()).toMatchObject([
    { transactionId: session.transactionId, active: true, idToken: card.idToken, chargingState: "Charging" },
  ]);
  expect(await bench.read(`/commands/${command.id}`)).toMatchObject({ transactionId: session.transactionId });
});

async function startedFromAfar(bench: Bench, form: (typeof forms)[number], authorizes: boolean) {
  const command = await bench.operate("RequestStartTransaction", start, accepted);
  if (authorizes) expect(await bench.call("Authorize", { idToken: card })).toMatchObject({ idTokenInfo: accepted });
  const session = bench.session();
  const { idTokenInfo } = await session.event("Started", "RemoteStart", { evse: session.evse, ...remoteStarted });
  expect(idTokenInfo).toMatchObject(accepted);
  await bench.report(form, "Occupied");
  await session.event("Updated", "CablePluggedIn", { transactionInfo: { chargingState: "EVConnected" } });
  await session.charging();
  await bench.seen(command);
  expect(await bench.sessions()).toMatchObject([{ transactionId: session.transactionId, idToken: card.idToken }]);
}

test.each(forms)(
  "F02.FR.12, .14: remote start first, and the station asks who it is, told by %s (TC_F_02_CSMS)",
  async (form) => startedFromAfar(await lab.station(), form, true),
);

test.each(forms)(
  "F02.FR.12, .14: remote start first, and the station asks nothing, told by %s (TC_F_03_CSMS)",
  async (form) => startedFromAfar(await lab.station(), form, false),
);

test.each(["Updated", "Ended"] as const)(
  "F02.FR.07, E03: nobody plugs in, which the station says by %s (TC_F_04_CSMS)",
  async (last) => {
    const bench = await lab.station();
    const command = await bench.operate("RequestStartTransaction", start, accepted);
    const session = bench.session();
    await session.event("Started", "RemoteStart", { evse: session.evse, ...remoteStarted });
    const timedOut = { stoppedReason: "Timeout" } as const;
    const answer = await session.event(last, "EVConnectTimeout", { transactionInfo: last === "Ended" ? timedOut : {} });
    expect(answer).toEqual({});
    await bench.seen(command);
    expect(await bench.sessions()).toMatchObject([
      { active: last === "Updated", stoppedReason: last === "Ended" ? "Timeout" : null },
    ]);
  },
);

test("F05: a connector is unlocked while nobody charges (TC_F_06_CSMS)", async () => {
  const bench = await lab.station();
  await bench.operate("UnlockConnector", { evseId: 1, connectorId: 1 }, { status: "Unlocked" });
});

const trigger = (
  bench: Bench,
  requestedMessage: Req<"TriggerMessage">["requestedMessage"],
  evse?: { id: number; connectorId?: number },
) => bench.operate("TriggerMessage", { requestedMessage, ...(evse ? { evse } : {}) }, accepted);
const meterValue = (context: "Trigger") => [
  {
    timestamp: now(),
    sampledValue: [
      { value: 1500, context, measurand: "Energy.Active.Import.Register" as const, unitOfMeasure: { unit: "Wh" } },
    ],
  },
];

test("F06.FR.01, .02: meter values of one EVSE are asked for, and come (TC_F_11_CSMS)", async () => {
  const bench = await lab.station();
  const command = await trigger(bench, "MeterValues", { id: 1 });
  expect(await bench.call("MeterValues", { evseId: 1, meterValue: meterValue("Trigger") })).toEqual({});
  await bench.seen(command);
});

test("F06.FR.01: meter values of every EVSE are asked for, and come (TC_F_12_CSMS)", async () => {
  const bench = await lab.station();
  const command = await trigger(bench, "MeterValues");
  for (const evseId of [1, 2])
    expect(await bench.call("MeterValues", { evseId, meterValue: meterValue("Trigger") })).toEqual({});
  await bench.seen(command);
});

async function askedForEvents(evse?: { id: number }) {
  const bench = await lab.station();
  const sessions = (evse ? [1] : [1, 2]).map((evseId) => bench.session({ evseId }));
  for (const session of sessions) {
    await session.plugged();
    await session.authorized();
    await session.charging();
  }
  const command = await trigger(bench, "TransactionEvent", evse);
  for (const session of sessions) {
    const chargingState = { transactionInfo: { chargingState: "Charging" } } as const;
    expect(await session.event("Updated", "Trigger", { meterValue: meterValue("Trigger"), ...chargingState })).toEqual(
      {},
    );
  }
  await bench.seen(command);
}

test("F06: the transaction of one EVSE is asked for (TC_F_13_CSMS)", () => askedForEvents({ id: 1 }));

test("F06: the transactions of every EVSE are asked for (TC_F_14_CSMS)", () => askedForEvents());

test("F06: the status of the log is asked for, and there is none (TC_F_15_CSMS)", async () => {
  const bench = await lab.station();
  const command = await trigger(bench, "LogStatusNotification");
  expect(await bench.call("LogStatusNotification", { status: "Idle" })).toEqual({});
  await bench.seen(command);
});

test("F06: the status of the firmware is asked for, and there is none (TC_F_18_CSMS)", async () => {
  const bench = await lab.station();
  const command = await trigger(bench, "FirmwareStatusNotification");
  expect(await bench.call("FirmwareStatusNotification", { status: "Idle" })).toEqual({});
  await bench.seen(command);
});

test("F06, G02.FR.03: a heartbeat is asked for, and hears the time (TC_F_20_CSMS)", async () => {
  const bench = await lab.station();
  const command = await trigger(bench, "Heartbeat");
  const { currentTime } = await bench.call("Heartbeat", {});
  expect(currentTime).toMatch(/Z$/);
  expect(Math.abs(Date.parse(currentTime) - Date.now())).toBeLessThan(60_000);
  await bench.seen(command);
});

test("F06.FR.13: the status of a connector is asked for: Available (TC_F_23_CSMS)", async () => {
  const bench = await lab.station();
  const command = await trigger(bench, "StatusNotification", { id: 1, connectorId: 1 });
  await bench.report("StatusNotification", "Available");
  await bench.seen(command);
  await bench.shows(bench.statuses, ["Available", "Available"]);
});

test.each(forms)(
  "F06: the status of a connector is asked for: Occupied, told before by %s (TC_F_24_CSMS)",
  async (form) => {
    const bench = await lab.station();
    await bench.report(form, "Occupied");
    const command = await trigger(bench, "StatusNotification", { id: 1, connectorId: 1 });
    await bench.report("StatusNotification", "Occupied");
    await bench.seen(command);
    await bench.shows(bench.statuses, ["Occupied", "Available"]);
  },
);

test("F06.FR.08: a message the station does not have is NotImplemented, and the operator reads it (TC_F_27_CSMS)", async () => {
  const bench = await lab.station();
  await bench.operate("TriggerMessage", { requestedMessage: "SignV2GCertificate" }, { status: "NotImplemented" });
});

test("F01.FR.03, F02.FR.11: a card that is blocked after the remote start is refused when the session begins", async () => {
  const bench = await lab.station();
  const late = { idToken: "LAB-LATE", type: "ISO14443" } as const;
  await bench.api("PUT", `/id-tokens/${late.idToken}`, { type: late.type, status: "Accepted" });
  await bench.operate("RequestStartTransaction", { ...start, idToken: late }, accepted);
  await bench.api("PUT", `/id-tokens/${late.idToken}`, { type: late.type, status: "Blocked" });
  const session = bench.session();
  const begun = { evse: session.evse, idToken: late, transactionInfo: { remoteStartId: start.remoteStartId } };
  expect((await session.event("Started", "RemoteStart", begun)).idTokenInfo).toMatchObject({ status: "Blocked" });
});

test("F02.FR.16, K05.FR.01: a remote start before the cable brings a charging profile along", async () => {
  const bench = await lab.station();
  const chargingProfile: NonNullable<Req<"RequestStartTransaction">["chargingProfile"]> = {
    ...{ id: 5, stackLevel: 0, chargingProfilePurpose: "TxProfile", chargingProfileKind: "Relative" },
    chargingSchedule: [{ id: 1, chargingRateUnit: "A", chargingSchedulePeriod: [{ startPeriod: 0, limit: 10 }] }],
  };
  await bench.operate("RequestStartTransaction", { ...start, chargingProfile }, accepted);
  const session = bench.session();
  await session.event("Started", "RemoteStart", { evse: session.evse, ...remoteStarted });
  const { transactionId } = session;
  expect(await bench.sessions()).toMatchObject([{ transactionId, active: true }]);
});

test("F04.FR.01: a car that speaks for itself is stopped by the station's name for the session, which ends once it is unplugged", async () => {
  const bench = await lab.station();
  const session = bench.session();
  await session.plugged();
  await session.authorized();
  await session.charging();
  const command = await bench.operate("RequestStopTransaction", { transactionId: session.transactionId }, accepted);
  await session.event("Updated", "RemoteStop", { transactionInfo: { chargingState: "EVConnected" } });
  await session.ended({ transactionInfo: { stoppedReason: "Remote" } });
  await bench.seen(command);
  expect(await bench.sessions()).toMatchObject([{ active: false, stoppedReason: "Remote" }]);
});
