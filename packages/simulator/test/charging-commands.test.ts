import type { Req } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { aBootedStation, aCsms } from "./a-csms";
import { ask, idToken, profile, schedule, status } from "./asking";

test("F01, F03: started and stopped from afar, under the number it was asked by", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  await station.plugIn(1);
  const answer = await ask(csms, "RequestStartTransaction", { idToken, remoteStartId: 42, evseId: 1 });
  await station.idle();
  const [started, remote] = csms.payloads("TransactionEvent");
  const { transactionId } = started!.transactionInfo;
  expect(answer).toEqual({ status: "Accepted", transactionId });
  expect(remote).toMatchObject({ triggerReason: "RemoteStart", idToken, transactionInfo: { remoteStartId: 42 } });
  expect(await status(csms, "RequestStartTransaction", { idToken, remoteStartId: 43, evseId: 1 })).toBe("Rejected");
  expect(await status(csms, "RequestStopTransaction", { transactionId: "another" })).toBe("Rejected");
  expect(await status(csms, "RequestStopTransaction", { transactionId })).toBe("Accepted");
  await station.idle();
  expect(csms.payloads("TransactionEvent").at(-1)).toMatchObject({
    eventType: "Ended",
    triggerReason: "RemoteStop",
    transactionInfo: { stoppedReason: "Remote" },
  });
});

test("F05: no unlocking while somebody charges", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  const unlock = (connectorId: number) => status(csms, "UnlockConnector", { evseId: 1, connectorId });
  expect([await unlock(1), await unlock(2)]).toEqual(["Unlocked", "UnknownConnector"]);
  await station.plugIn(1);
  await station.authorize("04A1B2C3");
  expect(await unlock(1)).toBe("OngoingAuthorizedTransaction");
});

test("F06: a triggered message follows its answer", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  const trigger = (requestedMessage: Req<"TriggerMessage">["requestedMessage"], evse?: Req<"TriggerMessage">["evse"]) =>
    status(csms, "TriggerMessage", { requestedMessage, ...(evse ? { evse } : {}) });
  expect(await trigger("BootNotification")).toBe("Rejected");
  expect(await trigger("StatusNotification", { id: 1 })).toBe("Rejected");
  expect(await trigger("SignV2GCertificate")).toBe("NotImplemented");
  expect(await trigger("TransactionEvent")).toBe("Rejected");
  expect(await trigger("StatusNotification", { id: 1, connectorId: 1 })).toBe("Accepted");
  expect(await trigger("MeterValues")).toBe("Accepted");
  await station.idle();
  expect(csms.actions()).toEqual(["StatusNotification", "MeterValues"]);
  await station.plugIn(1);
  await trigger("TransactionEvent");
  await station.idle();
  expect(csms.payloads("TransactionEvent").at(-1)).toMatchObject({ triggerReason: "Trigger", eventType: "Updated" });
});

test("G03: out of use at once, or when the car has gone", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  const change = (operationalStatus: "Operative" | "Inoperative") =>
    status(csms, "ChangeAvailability", { operationalStatus, evse: { id: 1 } });
  const last = () => csms.payloads("StatusNotification").at(-1)?.connectorStatus;
  expect(await change("Inoperative")).toBe("Accepted");
  await station.idle();
  expect(last()).toBe("Unavailable");
  await change("Operative");
  await station.plugIn(1);
  expect(await change("Inoperative")).toBe("Scheduled");
  expect(last()).toBe("Occupied");
  await station.unplug(1);
  expect(last()).toBe("Unavailable");
});

test("H01-H04: reserved for one card, used up by it, or expired", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  const reserve = (id: number, seconds: number) =>
    status(csms, "ReserveNow", {
      id,
      evseId: 1,
      idToken,
      expiryDateTime: new Date(station.now().getTime() + seconds * 1000).toISOString(),
    });
  expect(await reserve(1, 60)).toBe("Accepted");
  expect(await reserve(2, 60)).toBe("Occupied");
  expect((await station.authorize("STRANGER", { evseId: 1 })).outcome).toBe("refused");
  await station.advance(60);
  expect(csms.payloads("ReservationStatusUpdate")).toEqual([{ reservationId: 1, reservationUpdateStatus: "Expired" }]);
  expect(await reserve(3, 60)).toBe("Accepted");
  await station.authorize(idToken, { evseId: 1 });
  expect(csms.payloads("TransactionEvent")[0]).toMatchObject({ reservationId: 3, idToken });
  await station.plugIn(1);
  expect(csms.payloads("StatusNotification").map(({ connectorStatus }) => connectorStatus)).toEqual([
    "Reserved",
    "Available",
    "Reserved",
    "Available",
    "Occupied",
  ]);
});

test("D01, C14: the local list grows by versions, and lets a card charge without asking", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms, { variables: { "AuthCtrlr.LocalPreAuthorize": "true" } });
  const entry = { idToken, idTokenInfo: { status: "Accepted" as const } };
  const send = (updateType: "Full" | "Differential", versionNumber: number, entries = [entry]) =>
    status(csms, "SendLocalList", { updateType, versionNumber, localAuthorizationList: entries });
  expect(await send("Full", 3)).toBe("Accepted");
  expect(await send("Differential", 3)).toBe("VersionMismatch");
  expect(await send("Full", 4, [entry, entry])).toBe("Failed");
  expect(await ask(csms, "GetLocalListVersion", {})).toEqual({ versionNumber: 3 });
  expect((await station.authorize(idToken)).outcome).toBe("started");
  expect(csms.actions()).not.toContain("Authorize");
});

test("D01, D02: the local list keeps to its limits, can be lost, and is refused on request", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms, {
    ...{ mostListEntries: 3, variables: { "LocalAuthListCtrlr.ItemsPerMessage": "2" } },
  });
  type Entry = NonNullable<Req<"SendLocalList">["localAuthorizationList"]>[number];
  const entries = (...names: string[]): Entry[] =>
    names.map((name) => ({ idToken: { idToken: name, type: "ISO14443" }, idTokenInfo: { status: "Accepted" } }));
  const send = (updateType: "Full" | "Differential", versionNumber: number, localAuthorizationList: Entry[]) =>
    status(csms, "SendLocalList", { updateType, versionNumber, localAuthorizationList });
  const version = async () => (await ask(csms, "GetLocalListVersion", {})) as object;
  expect(await send("Full", 1, entries("A", "B", "C"))).toBe("Failed");
  expect(await send("Full", 1, entries("A", "B"))).toBe("Accepted");
  expect(await send("Differential", 2, entries("C", "D"))).toBe("Failed");
  expect(await send("Differential", 2, [{ idToken: { idToken: "a", type: "ISO14443" } }, ...entries("C")])).toBe(
    "Accepted",
  );
  expect([...station.state.localList.keys()]).toEqual(["iso14443:b", "iso14443:c"]);
  station.behaviour.refusesLists = "VersionMismatch";
  expect(await send("Full", 3, entries("A"))).toBe("VersionMismatch");
  expect(await version()).toEqual({ versionNumber: 2 });
  station.loseLocalList();
  expect(await version()).toEqual({ versionNumber: 0 });
});

test("K01, K08, K10: a profile limits the power; cleared, the power is back", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  await station.plugIn(1);
  await station.authorize("04A1B2C3");
  const full = station.evse(1).powerW;
  const steps = [
    { startPeriod: 0, limit: 5_000 },
    { startPeriod: 600, limit: 0 },
  ];
  const chargingProfile = { ...profile, chargingSchedule: [{ ...schedule, chargingSchedulePeriod: steps }] };
  expect(await status(csms, "SetChargingProfile", { evseId: 1, chargingProfile })).toBe("Accepted");
  await station.idle();
  expect([full, station.evse(1).powerW]).toEqual([11_000, 5_000]);
  expect(csms.payloads("TransactionEvent").at(-1)?.triggerReason).toBe("ChargingRateChanged");
  const { schedule: composite } = (await ask(csms, "GetCompositeSchedule", { evseId: 1, duration: 900 })) as {
    schedule: { chargingSchedulePeriod: unknown };
  };
  expect(composite.chargingSchedulePeriod).toEqual(steps);
  await station.advance(610);
  expect(csms.payloads("TransactionEvent").at(-1)?.transactionInfo.chargingState).toBe("SuspendedEVSE");
  expect(await status(csms, "ClearChargingProfile", { chargingProfileId: 7 })).toBe("Accepted");
  await station.idle();
  expect(station.evse(1).powerW).toBe(11_000);
  expect(await status(csms, "ClearChargingProfile", { chargingProfileId: 7 })).toBe("Unknown");
});

test("E14: says whether a transaction runs and whether something is still to come", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  await station.plugIn(1);
  const { transactionId } = csms.payloads("TransactionEvent")[0]!.transactionInfo;
  expect(await ask(csms, "GetTransactionStatus", { transactionId })).toEqual({
    ongoingIndicator: true,
    messagesInQueue: false,
  });
  expect(await ask(csms, "GetTransactionStatus", {})).toEqual({ messagesInQueue: false });
});
