import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type CommandAction, commandActions, type Req } from "@stationmaster/ocpp";
import { describe, expect, onTestFinished, test } from "vitest";
import { silence } from "../src/answer-call";
import { aBootedStation, aCsms, type Csms } from "./a-csms";

const component = (name: string) => ({ name });
const ask = async <A extends CommandAction>(csms: Csms, action: A, payload: Req<A>) => {
  const answer = await csms.command(action, payload);
  return answer.kind === "result" ? answer.payload : answer;
};
const status = async <A extends CommandAction>(csms: Csms, action: A, payload: Req<A>) =>
  ((await ask(csms, action, payload)) as { status?: string }).status;

const idToken = { idToken: "04A1B2C3", type: "ISO14443" } as const;
const later = "2099-01-01T00:00:00Z";
const schedule = { id: 1, chargingRateUnit: "W" as const, chargingSchedulePeriod: [{ startPeriod: 0, limit: 4_000 }] };
const profile = {
  id: 7,
  stackLevel: 0,
  chargingProfilePurpose: "TxDefaultProfile" as const,
  chargingProfileKind: "Absolute" as const,
  chargingSchedule: [schedule],
};
const hash = { hashAlgorithm: "SHA256" as const, issuerNameHash: "a", issuerKeyHash: "b", serialNumber: "1" };

const oneOfEach: { [A in CommandAction]: Req<A> } = {
  CancelReservation: { reservationId: 1 },
  CertificateSigned: { certificateChain: "x" },
  ChangeAvailability: { operationalStatus: "Operative" },
  ClearCache: {},
  ClearChargingProfile: {},
  ClearDisplayMessage: { id: 1 },
  ClearVariableMonitoring: { id: [1] },
  CostUpdated: { totalCost: 1, transactionId: "t" },
  CustomerInformation: { requestId: 1, report: true, clear: false, idToken },
  DataTransfer: { vendorId: "org.example" },
  DeleteCertificate: { certificateHashData: hash },
  GetBaseReport: { requestId: 1, reportBase: "SummaryInventory" },
  GetChargingProfiles: { requestId: 1, chargingProfile: { stackLevel: 0 } },
  GetCompositeSchedule: { duration: 600, evseId: 1 },
  GetDisplayMessages: { requestId: 1 },
  GetInstalledCertificateIds: {},
  GetLocalListVersion: {},
  GetLog: { requestId: 1, logType: "DiagnosticsLog", log: { remoteLocation: "sftp://nowhere/" } },
  GetMonitoringReport: { requestId: 1 },
  GetReport: { requestId: 1 },
  GetTransactionStatus: {},
  GetVariables: { getVariableData: [{ component: component("TxCtrlr"), variable: { name: "TxStartPoint" } }] },
  InstallCertificate: { certificateType: "CSMSRootCertificate", certificate: "x" },
  PublishFirmware: { location: "http://127.0.0.1:9/x", checksum: "x", requestId: 1 },
  RequestStartTransaction: { idToken, remoteStartId: 1 },
  RequestStopTransaction: { transactionId: "t" },
  ReserveNow: { id: 1, expiryDateTime: later, idToken },
  Reset: { type: "OnIdle" },
  SendLocalList: { versionNumber: 1, updateType: "Full" },
  SetChargingProfile: { evseId: 1, chargingProfile: profile },
  SetDisplayMessage: { message: { id: 1, priority: "InFront", message: { format: "UTF8", content: "Hello" } } },
  SetMonitoringBase: { monitoringBase: "All" },
  SetMonitoringLevel: { severity: 4 },
  SetNetworkProfile: {
    configurationSlot: 2,
    connectionData: {
      ocppVersion: "OCPP20",
      ocppTransport: "JSON",
      ocppCsmsUrl: "ws://localhost",
      messageTimeout: 30,
      securityProfile: 1,
      ocppInterface: "Wired0",
    },
  },
  SetVariableMonitoring: {
    setMonitoringData: [
      { value: 1, type: "Delta", severity: 5, component: component("TxCtrlr"), variable: { name: "TxStartPoint" } },
    ],
  },
  SetVariables: {
    setVariableData: [
      { component: component("TxCtrlr"), variable: { name: "EVConnectionTimeOut" }, attributeValue: "60" },
    ],
  },
  TriggerMessage: { requestedMessage: "Heartbeat" },
  UnlockConnector: { evseId: 1, connectorId: 1 },
  UnpublishFirmware: { checksum: "x" },
  UpdateFirmware: {
    requestId: 1,
    firmware: { location: "http://127.0.0.1:9/x", retrieveDateTime: "2020-01-01T00:00:00Z" },
  },
};

test.each(commandActions)("%s has a valid answer, and the station goes on", async (action) => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  expect(await csms.command(action, oneOfEach[action])).toMatchObject({ kind: "result" });
  await station.idle();
  expect(await csms.command("ClearCache", {})).toMatchObject({ kind: "result" });
  expect(station.violations).toEqual([]);
});

describe("B05-B08: the device model", () => {
  test("B06: each variable is read by its own status", async () => {
    const csms = await aCsms();
    await aBootedStation(csms);
    const read = (name: string, variable: string, more = {}) => ({
      component: { name },
      variable: { name: variable },
      ...more,
    });
    const { getVariableResult } = (await ask(csms, "GetVariables", {
      getVariableData: [
        read("txctrlr", "evconnectiontimeout"),
        read("TxCtrlr", "Nothing"),
        read("NoCtrlr", "Nothing"),
        read("SecurityCtrlr", "BasicAuthPassword"),
        read("TxCtrlr", "TxStartPoint", { attributeType: "Target" }),
        read("DeviceDataCtrlr", "ItemsPerMessage"),
      ],
    })) as unknown as { getVariableResult: { attributeStatus: string; attributeValue?: string }[] };
    expect(getVariableResult.map((it) => [it.attributeStatus, it.attributeValue])).toEqual([
      ["Accepted", "120"],
      ["UnknownVariable", undefined],
      ["UnknownComponent", undefined],
      ["Rejected", undefined],
      ["NotSupportedAttributeType", undefined],
      ["UnknownVariable", undefined],
    ]);
  });

  test("B05: only what fits the type, the limits and the list is taken", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    const cases: [string, string, string, string][] = [
      ["OCPPCommCtrlr", "HeartbeatInterval", "60", "Accepted"],
      ["OCPPCommCtrlr", "HeartbeatInterval", "0", "Rejected"],
      ["OCPPCommCtrlr", "HeartbeatInterval", "soon", "Rejected"],
      ["AuthCtrlr", "LocalPreAuthorize", "yes", "Rejected"],
      ["TxCtrlr", "TxStopPoint", "EVConnected,Elsewhere", "Rejected"],
      ["OCPPCommCtrlr", "NetworkConfigurationPriority", "1", "RebootRequired"],
      ["SecurityCtrlr", "SecurityProfile", "3", "Rejected"],
    ];
    for (const [name, variable, attributeValue, expected] of cases) {
      const answer = await ask(csms, "SetVariables", {
        setVariableData: [{ component: { name }, variable: { name: variable }, attributeValue }],
      });
      expect(answer, `${variable} = ${attributeValue}`).toMatchObject({
        setVariableResult: [{ attributeStatus: expected }],
      });
    }
    expect(station.model.number("OCPPCommCtrlr.HeartbeatInterval")).toBe(60);
  });

  test("B06: more items than ItemsPerMessage are refused", async () => {
    const csms = await aCsms();
    await aBootedStation(csms);
    const [one] = oneOfEach.GetVariables.getVariableData;
    const answer = await csms.command("GetVariables", { getVariableData: Array(11).fill(one) });
    expect(answer).toMatchObject({ kind: "error", code: "OccurrenceConstraintViolation" });
  });

  test("B07: the full inventory comes in numbered parts, the last of which says so", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    expect(await status(csms, "GetBaseReport", { requestId: 5, reportBase: "FullInventory" })).toBe("Accepted");
    await station.idle();
    const parts = csms.payloads("NotifyReport");
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.map(({ seqNo }) => seqNo)).toEqual(parts.map((_, index) => index));
    expect(parts.map(({ tbc }) => tbc)).toEqual(parts.map((_, index) => index < parts.length - 1));
    const variables = parts.flatMap(({ reportData }) => reportData ?? []);
    expect(variables.length).toBeGreaterThan(80);
    const password = variables.find(({ variable }) => variable.name === "BasicAuthPassword");
    expect(password?.variableAttribute[0]).not.toHaveProperty("value");
  });

  test("A01: with a new password the station comes back under it", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    const attributeValue = "b".repeat(20);
    const variable = { name: "BasicAuthPassword" };
    csms.passwords.set("SIM-0001", attributeValue);
    const setVariableData = [{ component: component("SecurityCtrlr"), variable, attributeValue }];
    await ask(csms, "SetVariables", { setVariableData });
    await csms.until(() => csms.connections === 2);
    await station.idle();
    expect([station.isConnected, csms.actions()[0]]).toEqual([true, "Heartbeat"]);
  });
});

describe("B11, B12: reset", () => {
  test("at once: what runs ends with it, and the station boots again", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    await station.plugIn(1);
    await station.authorize("04A1B2C3");
    expect(await status(csms, "Reset", { type: "Immediate" })).toBe("Accepted");
    await station.idle();
    expect(csms.payloads("TransactionEvent").at(-1)).toMatchObject({
      triggerReason: "ResetCommand",
      transactionInfo: { stoppedReason: "ImmediateReset" },
    });
    expect(csms.payloads("BootNotification")).toMatchObject([{ reason: "RemoteReset" }]);
    expect(csms.payloads("StatusNotification").at(-1)).toMatchObject({ connectorStatus: "Occupied" });
  });
  test("when idle: only after the transaction", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    await station.plugIn(1);
    expect(await status(csms, "Reset", { type: "OnIdle" })).toBe("Scheduled");
    expect(csms.actions()).not.toContain("BootNotification");
    await station.unplug(1);
    expect(csms.payloads("BootNotification")).toMatchObject([{ reason: "ScheduledReset" }]);
  });
  test("one EVSE: without a boot", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    expect(await status(csms, "Reset", { type: "Immediate", evseId: 1 })).toBe("Accepted");
    await station.idle();
    expect(csms.payloads("StatusNotification").map(({ connectorStatus }) => connectorStatus)).toEqual([
      "Unavailable",
      "Available",
    ]);
    expect(csms.actions()).not.toContain("BootNotification");
  });
});

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

test("N04, N07: a monitor sends an event when its variable changes", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  const watched = {
    component: { name: "Connector", evse: { id: 1, connectorId: 1 } },
    variable: { name: "AvailabilityState" },
  };
  const answer = await ask(csms, "SetVariableMonitoring", {
    setMonitoringData: [{ ...watched, value: 1, type: "Delta", severity: 5 }],
  });
  expect(answer).toMatchObject({ setMonitoringResult: [{ status: "Accepted", id: 1 }] });
  await station.plugIn(1);
  expect(csms.payloads("NotifyEvent")).toMatchObject([
    { eventData: [{ ...watched, actualValue: "Occupied", variableMonitoringId: 1, trigger: "Delta" }] },
  ]);
});

test("N02, N03, N06: what is built in is reported, and stays whatever is cleared", async () => {
  const csms = await aCsms();
  const watched = { component: { name: "EVSE", evse: { id: 1 } }, variable: { name: "Problem" } };
  const own = { ...watched, type: "Delta", value: 1, severity: 3 } as const;
  const station = await aBootedStation(csms, { hardWiredMonitors: [own] });
  await ask(csms, "SetVariableMonitoring", { setMonitoringData: [{ ...own, severity: 5 }] });
  expect(await ask(csms, "ClearVariableMonitoring", { id: [1, 7] })).toEqual({
    clearMonitoringResult: [
      { id: 1, status: "Rejected" },
      { id: 7, status: "NotFound" },
    ],
  });
  const byComponent = { requestId: 1, componentVariable: [{ component: watched.component }] };
  expect(await status(csms, "GetMonitoringReport", byComponent)).toBe("Accepted");
  await station.idle();
  const ids = () =>
    csms
      .payloads("NotifyMonitoringReport")
      .at(-1)!
      .monitor!.map(({ variableMonitoring }) => variableMonitoring[0]?.id);
  expect(ids()).toEqual([1, 2]);
  await station.fault(1);
  expect(csms.payloads("NotifyEvent").map(({ eventData }) => eventData[0]?.eventNotificationType)).toEqual(
    expect.arrayContaining(["HardWiredMonitor", "CustomMonitor"]),
  );
  await ask(csms, "SetMonitoringBase", { monitoringBase: "HardWiredOnly" });
  await ask(csms, "GetMonitoringReport", { requestId: 2 });
  await station.idle();
  expect(ids()).toEqual([1]);
});

test("L04: what was never published cannot be taken back", async () => {
  const csms = await aCsms();
  await aBootedStation(csms, { isLocalController: true });
  expect(await status(csms, "UnpublishFirmware", oneOfEach.UnpublishFirmware)).toBe("NoFirmware");
});

test("L01: a certificate that is none is refused, and told of", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  const { firmware, requestId } = oneOfEach.UpdateFirmware;
  const signed = { ...firmware, signingCertificate: "none", signature: "c2ln" };
  expect(await status(csms, "UpdateFirmware", { requestId, firmware: signed })).toBe("InvalidCertificate");
  await station.idle();
  expect(csms.payloads("SecurityEventNotification").map(({ type }) => type)).toEqual([
    "InvalidFirmwareSigningCertificate",
  ]);
  expect(csms.payloads("FirmwareStatusNotification")).toEqual([]);
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

test("L02: an update that cannot be fetched says so, step by step", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  await ask(csms, "UpdateFirmware", oneOfEach.UpdateFirmware);
  await station.idle();
  expect(csms.payloads("FirmwareStatusNotification").map(({ status }) => status)).toEqual([
    "Downloading",
    "DownloadFailed",
  ]);
});

test("a test may answer otherwise, with an error, too late, or not at all", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  station.onCommand("ClearCache", () => ({ status: "Rejected" }));
  expect(await status(csms, "ClearCache", {})).toBe("Rejected");
  station.onCommand("GetLocalListVersion", async (_request, standard) => ({
    versionNumber: (await standard()).versionNumber + 1,
  }));
  expect(await ask(csms, "GetLocalListVersion", {})).toEqual({ versionNumber: 1 });
  station.onCommand("DataTransfer", () => ({ raw: '[3,"never-asked",{}]' }));
  station.onCommand("CostUpdated", () => silence);
  csms.send('[2,"x","DataTransfer",{"vendorId":"v"}]');
  csms.send('[2,"y","CostUpdated",{"totalCost":1,"transactionId":"t"}]');
  await station.call("Heartbeat", {});
  await station.idle();
  expect(station.sent.filter(({ text }) => text.includes('"y"'))).toEqual([]);
  expect(station.sent.some(({ text }) => text.includes("never-asked"))).toBe(true);
});

test("B09, B10: another CSMS takes over after the reset, and hears who the station is", async () => {
  const csms = await aCsms();
  const another = await aCsms();
  const station = await aBootedStation(csms);
  const connectionData = { ...oneOfEach.SetNetworkProfile.connectionData, ocppCsmsUrl: another.url };
  expect(await status(csms, "SetNetworkProfile", { configurationSlot: 2, connectionData })).toBe("Accepted");
  expect(await status(csms, "SetNetworkProfile", { configurationSlot: 9, connectionData })).toBe("Rejected");
  await ask(csms, "SetVariables", {
    setVariableData: [
      {
        component: component("OCPPCommCtrlr"),
        variable: { name: "NetworkConfigurationPriority" },
        attributeValue: "2,1",
      },
    ],
  });
  expect(await status(csms, "Reset", { type: "OnIdle" })).toBe("Accepted");
  await station.idle();
  expect(another.payloads("BootNotification")).toMatchObject([{ reason: "RemoteReset" }]);
  expect(station.model.text("OCPPCommCtrlr.ActiveNetworkProfile")).toBe("2");
  await another.close();
  await station.dropLine();
  void station.start();
  await csms.until(() => csms.payloads("BootNotification").length === 1);
  expect(station.model.text("OCPPCommCtrlr.ActiveNetworkProfile")).toBe("1");
});

test("B09.FR.03, B10.FR.02: a station without room stores no profile, and takes no order that names an empty slot", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  const order = (attributeValue: string) =>
    ask(csms, "SetVariables", {
      setVariableData: [
        {
          ...{ component: component("OCPPCommCtrlr"), attributeValue },
          variable: { name: "NetworkConfigurationPriority" },
        },
      ],
    });
  station.behaviour.storesNoProfiles = true;
  expect(await status(csms, "SetNetworkProfile", oneOfEach.SetNetworkProfile)).toBe("Failed");
  expect(await order("2,1")).toMatchObject({ setVariableResult: [{ attributeStatus: "Rejected" }] });
  station.behaviour.storesNoProfiles = false;
  expect(await status(csms, "SetNetworkProfile", oneOfEach.SetNetworkProfile)).toBe("Accepted");
  expect(await order("2,1")).toMatchObject({ setVariableResult: [{ attributeStatus: "RebootRequired" }] });
});

test("B11: a station that stays away goes down for its reset, and is not heard of again", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  station.behaviour.staysAway = true;
  expect(await status(csms, "Reset", { type: "Immediate" })).toBe("Accepted");
  await station.idle();
  expect([station.isConnected, csms.payloads("BootNotification").length]).toEqual([false, 0]);
});

describe("files over HTTP", () => {
  const aFileServer = async (onRequest: (method: string, body: string) => number) => {
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => response.writeHead(onRequest(request.method ?? "", body)).end("firmware"));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  test("N01: the log is really uploaded, or the failure is told", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    const bodies: string[] = [];
    const url = await aFileServer(
      (method, body) => bodies.push(`${method} ${body}`) && (bodies.length > 1 ? 403 : 200),
    );
    const log = { remoteLocation: `${url}/logs/` };
    for (const requestId of [1, 2]) {
      await ask(csms, "GetLog", { requestId, logType: "SecurityLog", log });
      await station.idle();
    }
    expect(bodies[0]).toContain("PUT SecurityLog of SIM-0001");
    expect(csms.payloads("LogStatusNotification")).toEqual([
      { status: "Uploading", requestId: 1 },
      { status: "Uploaded", requestId: 1 },
      { status: "Uploading", requestId: 2 },
      { status: "PermissionDenied", requestId: 2 },
    ]);
  });

  test("L02: an update is fetched, installed, and is the version of the next boot", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    const url = await aFileServer(() => 200);
    const firmware = { location: `${url}/station-2.4.1.bin`, retrieveDateTime: "2020-01-01T00:00:00Z" };
    await ask(csms, "UpdateFirmware", { requestId: 3, firmware });
    await station.idle();
    expect(csms.payloads("FirmwareStatusNotification").map(({ status }) => status)).toEqual([
      "Downloading",
      "Downloaded",
      "Installing",
      "InstallRebooting",
      "Installed",
    ]);
    expect(csms.payloads("BootNotification")).toMatchObject([
      { reason: "FirmwareUpdate", chargingStation: { firmwareVersion: "2.4.1" } },
    ]);
  });

  test("L01: a file that its certificate did not sign is not installed", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    const url = await aFileServer(() => 200);
    const firmware = {
      location: `${url}/station-2.4.1.bin`,
      retrieveDateTime: "2020-01-01T00:00:00Z",
      signingCertificate: signer.certificate,
      signature: "bm9uZQ==",
    };
    await ask(csms, "UpdateFirmware", { requestId: 4, firmware });
    await station.idle();
    expect(csms.payloads("FirmwareStatusNotification").at(-1)?.status).toBe("InvalidSignature");
    expect(csms.payloads("SecurityEventNotification")).toMatchObject([{ type: "InvalidFirmwareSignature" }]);
    await ask(csms, "UpdateFirmware", { requestId: 5, firmware: { ...firmware, signature: signer.signature } });
    await station.idle();
    const told = csms.payloads("FirmwareStatusNotification").filter(({ requestId }) => requestId === 5);
    expect(told.map(({ status }) => status)).toEqual(expect.arrayContaining(["SignatureVerified", "Installed"]));
  });

  test("L03, L04: a local controller fetches a file, serves what its checksum vouches for, and takes it back", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms, { isLocalController: true });
    const location = `${await aFileServer(() => 200)}/k22.bin`;
    const checksum = createHash("md5").update("firmware").digest("hex");
    const publish = async (requestId: number, request: { location: string; checksum: string }) => {
      expect(await status(csms, "PublishFirmware", { requestId, ...request })).toBe("Accepted");
      await station.idle();
      const told = csms.payloads("PublishFirmwareStatusNotification").filter((it) => it.requestId === requestId);
      return told.map((it) => it.status);
    };
    expect(await publish(1, { location, checksum: "0".repeat(32) })).toEqual([
      ...["Downloading", "Downloaded", "InvalidChecksum"],
    ]);
    expect(await publish(2, { location: "http://127.0.0.1:9/x", checksum })).toEqual(["Downloading", "DownloadFailed"]);
    expect(await publish(3, { location, checksum: checksum.toUpperCase() })).toEqual([
      ...["Downloading", "Downloaded", "ChecksumVerified", "Published"],
    ]);
    expect(csms.payloads("PublishFirmwareStatusNotification").at(-1)?.location).toHaveLength(2);
    await status(csms, "TriggerMessage", { requestedMessage: "PublishFirmwareStatusNotification" });
    await station.idle();
    expect(csms.payloads("PublishFirmwareStatusNotification").at(-1)).toEqual({ status: "Idle" });
    const unpublish = () => status(csms, "UnpublishFirmware", { checksum });
    expect([await unpublish(), await unpublish()]).toEqual(["Unpublished", "NoFirmware"]);
  });
});

/** A root made for these tests, and what names it: `openssl ocsp -issuer root.pem -cert root.pem -sha256 -req_text`. */
const root = [
  "-----BEGIN CERTIFICATE-----",
  "MIIBxTCCAWugAwIBAgIURY6oq3mFNMpo5JkFuRC3IHMmz7swCgYIKoZIzj0EAwIw",
  "NzEZMBcGA1UECgwQS2VzdHJlbCBDaGFyZ2luZzEaMBgGA1UEAwwRS2VzdHJlbCBU",
  "ZXN0IFJvb3QwIBcNMjYxMTIxMDUxMzMzWhgPMjEyNjEwMjgwNTEzMzNaMDcxGTAX",
  "BgNVBAoMEEtlc3RyZWwgQ2hhcmdpbmcxGjAYBgNVBAMMEUtlc3RyZWwgVGVzdCBS",
  "b290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEH8v92KXDHEipFQ8ezLmdgU/i",
  "0dCzwmOPgnzRQhxPDe5EAzS7s1YAxcPHc1H72wofMh0RO3bg4u8c/WewyihWlqNT",
  "MFEwHQYDVR0OBBYEFBNS62EKB6u/gpyhBsbNobI2PuTbMB8GA1UdIwQYMBaAFBNS",
  "62EKB6u/gpyhBsbNobI2PuTbMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID",
  "SAAwRQIhAIZy712/Bx/awRkawPqVD6UkTcq1uHNIy9Kfr9MJW93hAiBpmQ09zVvx",
  "nMCBvebZjwysCiIJEgTIg4MXR5UEUAgacA==",
  "-----END CERTIFICATE-----",
].join("\n");
const rootHash = {
  hashAlgorithm: "SHA256" as const,
  issuerNameHash: "8a37a1294f5fdf471af2f1a639ad3db78f08e286a89f2129810e67e9fde606d3",
  issuerKeyHash: "fe3912f19eb136f85d8654d36e7c20d5d400d3a712ce3860c00e2f7f4a84a945",
  serialNumber: "458ea8ab798534ca68e49905b910b7207326cfbb",
};

describe("O01-O06: the display", () => {
  const show = (csms: Csms, message: Partial<Req<"SetDisplayMessage">["message"]> & { id: number }) =>
    status(csms, "SetDisplayMessage", {
      message: { priority: "NormalCycle", message: { format: "UTF8", content: "Hello" }, ...message },
    });

  test("O01, O02: what it cannot show it says, and a message goes at its end and with its session", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms, { variables: { "DisplayMessageCtrlr.SupportedStates": "Idle" } });
    expect(await show(csms, { id: 1, state: "Charging" })).toBe("NotSupportedState");
    expect(await show(csms, { id: 1, message: { format: "HTML", content: "<b>" } })).toBe("NotSupportedMessageFormat");
    expect(await show(csms, { id: 1, transactionId: "nobody's" })).toBe("UnknownTransaction");
    await station.plugIn(1);
    await station.authorize("04A1B2C3");
    const endDateTime = new Date(station.now().getTime() + 60_000).toISOString();
    expect(await show(csms, { id: 1, transactionId: station.transactionAt(1)!.id })).toBe("Accepted");
    expect(await show(csms, { id: 2, endDateTime })).toBe("Accepted");
    expect(await show(csms, { id: 3 })).toBe("Accepted");
    expect(station.shownMessages()).toHaveLength(3);
    await station.unplug(1);
    await station.advance(61);
    expect(station.shownMessages().map(({ id }) => id)).toEqual([3]);
  });

  test("O01: one message is always in front, and there is room for fifty", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    await show(csms, { id: 1, priority: "AlwaysFront" });
    await show(csms, { id: 2, priority: "AlwaysFront" });
    expect(station.shownMessages().map(({ id }) => id)).toEqual([2]);
    for (let id = 3; id <= 51; id++) await show(csms, { id });
    expect(await show(csms, { id: 52 })).toBe("Rejected");
    expect(await show(csms, { id: 51 })).toBe("Accepted");
  });
});

test("P01: it knows one vendor, whose words come back", async () => {
  const csms = await aCsms();
  await aBootedStation(csms);
  const say = (vendorId: string, messageId: string) =>
    ask(csms, "DataTransfer", { vendorId, messageId, data: { a: [1] } as never });
  expect(await say("net.stationmaster", "Echo")).toEqual({ status: "Accepted", data: { a: [1] } });
  expect(await say("net.stationmaster", "Mood")).toEqual({ status: "UnknownMessageId" });
  expect(await say("org.example", "Echo")).toEqual({ status: "UnknownVendorId" });
});

describe("A02-A04, M01-M06: certificates", () => {
  test("M03-M05: a root is kept, told by its hashes, and gone when it is deleted by them", async () => {
    const csms = await aCsms();
    await aBootedStation(csms);
    const install = { certificateType: "V2GRootCertificate", certificate: root } as const;
    expect(await status(csms, "InstallCertificate", { ...install, certificate: "PEM" })).toBe("Rejected");
    expect(await status(csms, "InstallCertificate", install)).toBe("Accepted");
    expect(await status(csms, "InstallCertificate", install)).toBe("Accepted");
    expect(await ask(csms, "GetInstalledCertificateIds", {})).toEqual({
      status: "Accepted",
      certificateHashDataChain: [{ certificateType: "V2GRootCertificate", certificateHashData: rootHash }],
    });
    const others = { certificateType: ["MORootCertificate"] as ["MORootCertificate"] };
    expect(await status(csms, "GetInstalledCertificateIds", others)).toBe("NotFound");
    expect(await status(csms, "DeleteCertificate", { certificateHashData: rootHash })).toBe("Accepted");
    expect(await status(csms, "DeleteCertificate", { certificateHashData: rootHash })).toBe("NotFound");
  });

  test("A02: it asks for a certificate of its own keys, and takes no other", async () => {
    const csms = await aCsms({ SignCertificate: () => ({ status: "Accepted" }) });
    const station = await aBootedStation(csms);
    await status(csms, "TriggerMessage", { requestedMessage: "SignChargingStationCertificate" });
    await station.idle();
    const [{ csr, certificateType } = {}] = csms.payloads("SignCertificate");
    expect(certificateType).toBe("ChargingStationCertificate");
    expect(csr).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----\n[\w+/=\n]+-----END CERTIFICATE REQUEST-----\n$/);
    expect(await status(csms, "CertificateSigned", { certificateChain: root })).toBe("Rejected");
    await station.idle();
    expect(csms.payloads("SecurityEventNotification")).toMatchObject([{ type: "InvalidChargingStationCertificate" }]);
  });

  test("A04, M01, M02, M06, P02: what it has to say beside charging is valid, and so is the answer", async () => {
    const csms = await aCsms();
    const station = await aBootedStation(csms);
    expect(await station.askToSign("V2GCertificate")).toBe("Rejected");
    expect(await station.askForContract("Update")).toBe("Failed");
    expect(await station.askCertificateStatus()).toBe("Failed");
    await station.reportSecurityEvent("TamperDetectionActivated", "lid");
    await station.transferData({ vendorId: "org.example" });
    expect(csms.actions()).toEqual([
      ...["SignCertificate", "Get15118EVCertificate", "GetCertificateStatus"],
      ...["SecurityEventNotification", "DataTransfer"],
    ]);
    expect(station.violations).toEqual([]);
  });
});
/** A certificate, and what it signed: the text "firmware". Its key was thrown away. */
const signer = {
  certificate: `-----BEGIN CERTIFICATE-----
MIIBpDCCAUugAwIBAgIUBy3Ie37xZilA9FOyxJjbGHAH7BowCgYIKoZIzj0EAwIw
JzElMCMGA1UEAwwcZmlybXdhcmUgc2lnbmVyIG9mIHRoZSB0ZXN0czAgFw0yNjEx
MjgxNTQyMzJaGA8yMTI2MTEwNDE1NDIzMlowJzElMCMGA1UEAwwcZmlybXdhcmUg
c2lnbmVyIG9mIHRoZSB0ZXN0czBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABM5z
+a/+anQuTCDmjRN9LyxSAeePQL3QWZajglYtmkAYlk7A8xzWGwBHsi+6Q/ylwh+M
Q+YYz6mZ009DdmMr8wejUzBRMB0GA1UdDgQWBBQ6iqCqiQrwQXapZXtiqSif0mFq
fzAfBgNVHSMEGDAWgBQ6iqCqiQrwQXapZXtiqSif0mFqfzAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0cAMEQCIBE698ZXbvExIuXKfGm20ElWiZ8FEzUlFro5
c7vuFOKsAiBiBOdayjuJUNo4bpUHdYKLLbmj8nlDXwpLyncdA0RV3g==
-----END CERTIFICATE-----`,
  signature: "MEYCIQDJwy4VBi+zCqgkVKDYSdMQ1n3PQzexINYHRFFpQBNC6AIhALiNT6zRMUJ/pM7RdvwSLRWpv3zFDNFDqEyPZXndrIJ5",
};
