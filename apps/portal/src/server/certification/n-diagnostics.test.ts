import {
  getCustomerInformation,
  getMonitoring,
  listEvents,
  listLogRequests,
  listMonitors,
} from "@stationmaster/domain/diagnostics";
import type { Req, Res } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { aLab, type Bench, card, now } from "../test/a-lab";

const lab = await aLab();
const accepted = { status: "Accepted" } as const;
const seen = async <T>(page: Promise<{ items: T[] }>) => (await page).items;

// Monitors

type Report = Omit<Req<"GetMonitoringReport">, "requestId">;
const availability = { component: { name: "EVSE", evse: { id: 1 } }, variable: { name: "AvailabilityState" } };
const power = { component: { name: "ChargingStation" }, variable: { name: "Power" } };
const monitors = (bench: Bench) => seen(lab.inside((ctx) => listMonitors(ctx, { stationId: bench.id })));

const nothing = (bench: Bench, requestId: number, what: Report) =>
  bench.operate("GetMonitoringReport", { requestId, ...what }, { status: "EmptyResultSet" });

/** In two parts, the first of which says that more is to come. */
async function reported(
  bench: Bench,
  requestId: number,
  what: Report,
  type: "UpperThreshold" | "Delta" = "UpperThreshold",
) {
  const command = await bench.operate("GetMonitoringReport", { requestId, ...what }, accepted);
  const part = (seqNo: number, tbc: boolean, evseId: number) =>
    bench.call("NotifyMonitoringReport", {
      ...{ requestId, seqNo, tbc, generatedAt: now() },
      monitor: [
        {
          ...availability,
          component: { name: "EVSE", evse: { id: evseId } },
          variableMonitoring: [{ id: 10 + evseId, transaction: false, value: 1, type, severity: 4 }],
        },
      ],
    });
  expect(await part(0, true, 1)).toEqual({});
  expect(await part(1, false, 2)).toEqual({});
  await bench.seen(command);
  expect(await monitors(bench)).toMatchObject([
    { monitorId: 11, type, severity: 4 },
    { monitorId: 12, type, severity: 4 },
  ]);
}

test("N02: monitors by criterion: none, then some (TC_N_01_CSMS)", async () => {
  const bench = await lab.station();
  await nothing(bench, 1, { monitoringCriteria: ["DeltaMonitoring"] });
  await reported(bench, 2, { monitoringCriteria: ["ThresholdMonitoring"] });
});

test("N02: monitors by variable: none, then some (TC_N_02_CSMS)", async () => {
  const bench = await lab.station();
  await nothing(bench, 1, { componentVariable: [power] });
  await reported(bench, 2, { componentVariable: [availability] });
});

test("N02: monitors by criterion and variable (TC_N_03_CSMS)", async () => {
  const bench = await lab.station();
  await nothing(bench, 1, { monitoringCriteria: ["DeltaMonitoring"], componentVariable: [availability] });
  await reported(bench, 2, { monitoringCriteria: ["ThresholdMonitoring"], componentVariable: [availability] });
});

test("N02: all monitors, by neither criterion nor variable (TC_N_47_CSMS)", async () => {
  await reported(await lab.station(), 1, {});
});

test("N02: monitors by criterion and a list of variables (TC_N_60_CSMS)", async () => {
  const bench = await lab.station();
  const componentVariable = [availability, power];
  await nothing(bench, 1, { monitoringCriteria: ["DeltaMonitoring"], componentVariable });
  await reported(bench, 2, { monitoringCriteria: ["ThresholdMonitoring"], componentVariable });
});

test("N03: each monitoring base (TC_N_05_CSMS)", async () => {
  const bench = await lab.station();
  for (const monitoringBase of ["All", "FactoryDefault", "HardWiredOnly"] as const) {
    await bench.operate("SetMonitoringBase", { monitoringBase }, accepted);
    expect(await lab.inside((ctx) => getMonitoring(ctx, bench.id))).toMatchObject({ base: monitoringBase });
  }
});

const delta = (evseId: number) => ({
  ...availability,
  component: { name: "EVSE", evse: { id: evseId } },
  type: "Delta" as const,
  value: 1,
  severity: 8,
});
async function set(evseIds: number[]) {
  const bench = await lab.station();
  const setMonitoringData = evseIds.map(delta);
  const setMonitoringResult = setMonitoringData.map(({ value: _, ...given }, n) => ({
    ...given,
    ...accepted,
    id: 100 + n,
  }));
  await bench.operate("SetVariableMonitoring", { setMonitoringData }, { setMonitoringResult });
  expect(await monitors(bench)).toMatchObject(
    evseIds.map((evseId, n) => ({ monitorId: 100 + n, type: "Delta", evseId })),
  );
  return bench;
}

test("N04: one monitor is set (TC_N_08_CSMS)", async () => {
  await set([1]);
});

test("N04: several monitors are set at once (TC_N_09_CSMS)", async () => {
  await set([1, 2]);
});

test("N05: the monitoring level is set (TC_N_16_CSMS)", async () => {
  const bench = await lab.station();
  await bench.operate("SetMonitoringLevel", { severity: 4 }, accepted);
  expect(await lab.inside((ctx) => getMonitoring(ctx, bench.id))).toMatchObject({ level: 4 });
});

test("N05: a monitoring level the station refuses is not in force (TC_N_17_CSMS)", async () => {
  const bench = await lab.station();
  await bench.operate("SetMonitoringLevel", { severity: 10 }, { status: "Rejected" });
  expect(await lab.inside((ctx) => getMonitoring(ctx, bench.id))).toMatchObject({ level: null });
});

test("N06.FR.04: more monitors than one request may name are cleared by several (TC_N_18_CSMS)", async () => {
  const bench = await set([1, 2]);
  await bench.api("PATCH", bench.path, { itemsPerMessage: { ClearVariableMonitoring: 1 } });
  bench.line.onCommand("ClearVariableMonitoring", ({ id }) => ({
    clearMonitoringResult: id.map((one) => ({ id: one, ...accepted })) as [
      Res<"ClearVariableMonitoring">["clearMonitoringResult"][number],
    ],
  }));
  const command = await bench.api("POST", `${bench.path}/commands/ClearVariableMonitoring?wait=60`, { id: [100, 101] });
  expect(bench.line.calls("ClearVariableMonitoring", "received")).toEqual([{ id: [100] }, { id: [101] }]);
  expect(command).toMatchObject({
    status: 200,
    body: { response: { clearMonitoringResult: [{ id: 100 }, { id: 101 }] } },
  });
  expect(await monitors(bench)).toEqual([]);
});

test("N06: a monitor the station does not clear stays (TC_N_44_CSMS)", async () => {
  const bench = await set([1]);
  await bench.operate(
    "ClearVariableMonitoring",
    { id: [100] },
    { clearMonitoringResult: [{ id: 100, status: "Rejected" }] },
  );
  expect(await monitors(bench)).toMatchObject([{ monitorId: 100 }]);
});

// Events

type Event = Req<"NotifyEvent">["eventData"][number];
async function told(more: Partial<Event>) {
  const bench = await lab.station();
  const event: Event = {
    ...{
      eventId: 1,
      timestamp: now(),
      trigger: "Alerting",
      actualValue: "true",
      eventNotificationType: "HardWiredMonitor",
    },
    ...{ component: { name: "ChargingStation" }, variable: { name: "Problem" }, ...more },
  };
  expect(await bench.call("NotifyEvent", { generatedAt: now(), seqNo: 0, tbc: false, eventData: [event] })).toEqual({});
  const { trigger, actualValue, variable } = event;
  expect(await seen(lab.inside((ctx) => listEvents(ctx, { stationId: bench.id })))).toMatchObject([
    { trigger, actualValue, variable: variable.name },
  ]);
  return bench;
}

test("N07.FR.03: an alert of a monitor built in (TC_N_21_CSMS)", async () => {
  await told({});
});

test("N08.FR.02: a value at its interval (TC_N_24_CSMS)", async () => {
  await told({
    trigger: "Periodic",
    actualValue: "230.1",
    eventNotificationType: "CustomMonitor",
    variableMonitoringId: 5,
    variable: { name: "ACVoltage" },
  });
});

test("N07: an alert of a variable that cannot be read has no value (TC_N_48_CSMS)", async () => {
  await told({ actualValue: "", eventNotificationType: "CustomMonitor", variableMonitoringId: 5 });
});

test("N07: an alert is over after a reboot (TC_N_49_CSMS)", async () => {
  const threshold = { eventNotificationType: "CustomMonitor", variableMonitoringId: 5, actualValue: "95" } as const;
  const bench = await told({ ...threshold, variable: { name: "Temperature" } });
  await bench.boot("StatusNotification", "PowerUp");
  const cleared: Event = {
    ...{ eventId: 2, timestamp: now(1), trigger: "Alerting", cleared: true, ...threshold, actualValue: "40" },
    ...{ component: { name: "ChargingStation" }, variable: { name: "Temperature" } },
  };
  expect(await bench.call("NotifyEvent", { generatedAt: now(), seqNo: 0, eventData: [cleared] })).toEqual({});
  expect(await seen(lab.inside((ctx) => listEvents(ctx, { stationId: bench.id })))).toMatchObject([
    { isCleared: true },
    {},
  ]);
});

test("N07: a value told because its time has come (TC_N_50_CSMS)", async () => {
  await told({
    trigger: "Periodic",
    eventNotificationType: "CustomMonitor",
    variableMonitoringId: 6,
    actualValue: "16",
    variable: { name: "Current" },
  });
});

// Logs

const remoteLocation = "https://files.example/logs/";
const askLog = (bench: Bench, requestId: number, logType: Req<"GetLog">["logType"], answer: Res<"GetLog">) =>
  bench.operate("GetLog", { requestId, logType, log: { remoteLocation } }, answer);
const logs = (bench: Bench) => seen(lab.inside((ctx) => listLogRequests(ctx, { stationId: bench.id })));
async function tell(bench: Bench, requestId: number, ...statuses: Req<"LogStatusNotification">["status"][]) {
  for (const status of statuses) expect(await bench.call("LogStatusNotification", { status, requestId })).toEqual({});
}
async function uploaded(logType: Req<"GetLog">["logType"]) {
  const bench = await lab.station();
  await askLog(bench, 1, logType, { ...accepted, filename: "log.tgz" });
  await tell(bench, 1, "Uploading");
  expect(await logs(bench)).toMatchObject([{ status: "Uploading", isOver: false }]);
  await tell(bench, 1, "Uploaded");
  expect(await logs(bench)).toMatchObject([{ status: "Uploaded", isOver: true, fileName: "log.tgz", logType }]);
}

test("N01: a diagnostics log is uploaded (TC_N_25_CSMS)", () => uploaded("DiagnosticsLog"));
test("N01: a security log is uploaded (TC_N_35_CSMS)", () => uploaded("SecurityLog"));

test("N01: a log the station refuses (TC_N_34_CSMS)", async () => {
  const bench = await lab.station();
  await askLog(bench, 1, "DiagnosticsLog", { status: "Rejected" });
  expect(await logs(bench)).toMatchObject([{ status: "Rejected", isOver: true }]);
});

test("N01: a second request while the first uploads (TC_N_36_CSMS)", async () => {
  const bench = await lab.station();
  await askLog(bench, 1, "DiagnosticsLog", { ...accepted, filename: "one.tgz" });
  await tell(bench, 1, "Uploading");
  await askLog(bench, 2, "DiagnosticsLog", { status: "AcceptedCanceled", filename: "two.tgz" });
  await tell(bench, 1, "AcceptedCanceled");
  await tell(bench, 2, "Uploading", "Uploaded");
  expect(await logs(bench)).toMatchObject([
    { requestId: 2, status: "Uploaded", fileName: "two.tgz" },
    { requestId: 1, status: "AcceptedCanceled", isOver: true },
  ]);
});

// What a station keeps of a customer

type Customer = Pick<Req<"CustomerInformation">, "idToken" | "customerIdentifier" | "customerCertificate">;
async function customer(who: Customer, { clear, data }: { clear: boolean; data?: string }, report = true) {
  const bench = await lab.station();
  const { id } = await bench.operate("CustomerInformation", { requestId: 1, report, clear, ...who }, accepted);
  if (data !== undefined)
    expect(
      await bench.call("NotifyCustomerInformation", { requestId: 1, seqNo: 0, tbc: false, generatedAt: now(), data }),
    ).toEqual({});
  const information = await lab.inside((ctx) => getCustomerInformation(ctx, { commandId: id }));
  expect(information).toMatchObject({ data: data ?? null, wantsClear: clear, wantsReport: report });
  return bench;
}
const byToken = { idToken: card };

test("N09: what is kept of a customer is told (TC_N_27_CSMS)", async () => {
  await customer(byToken, { clear: false, data: "Last session 2026-01-01" });
});

test("N09: nothing is kept of a customer (TC_N_28_CSMS)", async () => {
  await customer(byToken, { clear: false, data: "" });
});

test("N09: the station refuses to tell (TC_N_29_CSMS)", async () => {
  const bench = await lab.station();
  await bench.operate(
    "CustomerInformation",
    { requestId: 1, report: true, clear: false, ...byToken },
    { status: "Rejected" },
  );
});

test("N10: what is kept is told and wiped (TC_N_30_CSMS)", async () => {
  await customer(byToken, { clear: true, data: "Last session 2026-01-01" });
});

test("N10: nothing was kept, and is wiped (TC_N_31_CSMS)", async () => {
  await customer(byToken, { clear: true, data: "" });
});

test("N10: what is kept is wiped without a word (TC_N_32_CSMS)", async () => {
  await customer(byToken, { clear: true }, false);
});

test("N10.FR.02: a customer is wiped, and taken off the local list by a message of its own (TC_N_46_CSMS)", async () => {
  const bench = await customer(byToken, { clear: true }, false);
  await bench.operate("GetLocalListVersion", {}, { versionNumber: 3 });
  const list = { versionNumber: 4, updateType: "Differential", localAuthorizationList: [byToken] } as const;
  await bench.operate("SendLocalList", list as unknown as Req<"SendLocalList">, accepted);
});

test("N10: a customer by an identifier (TC_N_62_CSMS)", async () => {
  await customer({ customerIdentifier: "OpenChargeAlliance" }, { clear: true, data: "" });
});

test("N10: a customer by the hash of a certificate (TC_N_63_CSMS)", async () => {
  const customerCertificate = {
    hashAlgorithm: "SHA256" as const,
    issuerNameHash: "ab12",
    issuerKeyHash: "cd34",
    serialNumber: "1F",
  };
  await customer({ customerCertificate }, { clear: true, data: "" });
});
