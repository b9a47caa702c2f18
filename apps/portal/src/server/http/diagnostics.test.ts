import type { JsonObject } from "@stationmaster/ocpp";
import { aServer } from "@stationmaster/testing";
import { expect, test, vi } from "vitest";
import { aLiveStation } from "../test/a-live-station";
import { aPortal } from "../test/a-portal";

vi.setConfig({ expect: { poll: { timeout: 10_000 } } });
const server = await aServer();
const portal = await aPortal({
  databaseUrl: server.databaseUrl,
  env: { PUBLIC_OCPP_URL: server.url.replace(/\/ocpp$/, "") },
});
const tenant = await portal.tenant();

type Rows = { status: string; requestId: number; isAsked: boolean; steps: { status: string }[]; id: string }[];

/** The operator's side over the HTTP API, the station's over its socket. */
async function aStation(identity: string) {
  const station = await aLiveStation(tenant, identity);
  const path = `/stations/${identity}`;
  const read = async (what: string) => (await tenant.api("GET", `${path}/${what}`)).body as { items: Rows };
  return {
    station,
    command: async (action: string, payload: unknown) =>
      (await tenant.api("POST", `${path}/commands/${action}?wait=10`, payload)).body as { response: JsonObject },
    read,
    items: async (what: string) => (await read(what)).items,
    one: (what: string) => tenant.api("GET", `${path}/${what}`),
    tell: async (action: string, payload: JsonObject) =>
      expect(await station.call(action, payload)).toMatchObject({ kind: "result", payload: {} }),
  };
}
const generatedAt = "2026-06-01T12:00:00Z";

test("N01: each log request has its life, by its number; a number used again means the newer", async () => {
  const { station, command, items, tell } = await aStation("LOG-1");
  const answers = ["Accepted", "AcceptedCanceled", "Accepted"] as const;
  let asked = 0;
  station.onCommand("GetLog", () => ({ status: answers[asked++]!, filename: `${asked}.log` }));
  const ask = (requestId: number, logType = "DiagnosticsLog") =>
    command("GetLog", { requestId, logType, log: { remoteLocation: "https://u:secret@logs.example/up/" } });
  expect((await ask(5)).response).toEqual({ status: "Accepted", filename: "1.log" });
  await tell("LogStatusNotification", { status: "Uploading", requestId: 5 });
  await ask(6, "SecurityLog");
  await tell("LogStatusNotification", { status: "AcceptedCanceled", requestId: 5 });
  await tell("LogStatusNotification", { status: "Uploading", requestId: 6 });
  await tell("LogStatusNotification", { status: "Uploaded", requestId: 6 });
  await ask(5);
  await tell("LogStatusNotification", { status: "UploadFailure", requestId: 5 });
  await tell("LogStatusNotification", { status: "Uploading", requestId: 4711 });
  const logs = await items("logs");
  expect(logs.map(({ requestId, status, isAsked }) => [requestId, status, isAsked])).toEqual([
    [4711, "Uploading", false],
    [5, "UploadFailure", true],
    [6, "Uploaded", true],
    [5, "AcceptedCanceled", true],
  ]);
  expect(logs[2]!.steps.map(({ status }) => status)).toEqual([
    ...["requested", "sent", "Accepted", "Uploading", "Uploaded"],
  ]);
  expect(JSON.stringify(logs)).not.toContain("secret");
  expect((await items("logs?logType=SecurityLog")).map(({ requestId }) => requestId)).toEqual([6]);
});

test("N02, N03, N04, N05, N06: monitors are set, reported in parts, and read with base and level", async () => {
  const { station, command, read } = await aStation("MON-1");
  const watched = { component: { name: "EVSE", evse: { id: 1 } }, variable: { name: "Power" } };
  const data = (severity: number) => ({ ...watched, type: "UpperThreshold", value: 9_000, severity });
  await command("GetBaseReport", { requestId: 1, reportBase: "FullInventory" });
  await command("SetVariableMonitoring", { setMonitoringData: [data(2), data(6)] });
  await command("SetMonitoringLevel", { severity: 4 });
  await command("SetMonitoringBase", { monitoringBase: "All" });
  expect(await read("monitors")).toMatchObject({
    items: [{ id: 1 }, { id: 2 }],
    monitoring: { base: "All", level: 4, staleSince: expect.any(String) },
  });
  await command("GetMonitoringReport", { requestId: 900 });
  await expect.poll(() => read("monitors")).toMatchObject({ monitoring: { staleSince: null } });
  await station.idle();
  expect((await read("monitors?search=power")).items).toMatchObject([
    { ...{ id: 1, component: "EVSE", evseId: 1, variable: "Power" }, unit: "W", kind: "CustomMonitor", severity: 2 },
    { id: 2, severity: 6 },
  ]);
  await command("ClearVariableMonitoring", { id: [1] });
  expect((await read("monitors")).items).toMatchObject([{ id: 2 }]);
});

test("N02: reports that come twice, out of order, without end, or for nobody leave the list right", async () => {
  const { station, command, read, tell } = await aStation("MON-2");
  station.onCommand("GetMonitoringReport", () => ({ status: "Accepted" }));
  const part = (requestId: number, seqNo: number, tbc: boolean, id: number) =>
    tell("NotifyMonitoringReport", {
      ...{ requestId, seqNo, tbc, generatedAt },
      monitor: [
        {
          component: { name: "EVSE" },
          variable: { name: `V${id}` },
          variableMonitoring: [{ id, transaction: false, value: 1, type: "Delta", severity: 5 }],
        },
      ],
    });
  const ids = async () => (await read("monitors")).items.map(({ id }) => id);
  await command("GetMonitoringReport", { requestId: 7 });
  for (const [seqNo, tbc] of [
    [2, false],
    [0, true],
    [0, true],
    [2, false],
  ] as const)
    await part(7, seqNo, tbc, seqNo);
  expect(await ids()).toEqual([]);
  await part(7, 1, true, 1);
  expect(await ids()).toEqual([0, 1, 2]);
  for (let seqNo = 0; seqNo < 40; seqNo++) await part(99, seqNo, true, 100 + seqNo);
  expect(await ids()).toEqual([0, 1, 2]);
  await part(98, 0, false, 50);
  expect(await ids()).toEqual([0, 1, 2, 50]);
  await command("GetMonitoringReport", { requestId: 7 });
  await part(7, 0, false, 1);
  expect(await ids()).toEqual([1]);
});

test("N07, N08: events are read newest first, found by their words, with severity and unit", async () => {
  const { station, read } = await aStation("EVT-1");
  await station.notice({
    ...{ component: { name: "TemperatureSensor", evse: { id: 1 } }, variable: { name: "Temperature" } },
    ...{ actualValue: "81.5", trigger: "Alerting", techInfo: "inlet", variableMonitoringId: 3 },
    eventNotificationType: "PreconfiguredMonitor",
  });
  await station.floodEvents(25);
  expect((await read("events?search=inlet")).items).toMatchObject([
    {
      ...{ component: "TemperatureSensor", evseId: 1, variable: "Temperature", actualValue: "81.5", techInfo: "inlet" },
      ...{ eventNotificationType: "PreconfiguredMonitor", variableMonitoringId: 3, severity: null, isProblem: true },
      ...{ trigger: "Alerting", cleared: false, unit: null, timestamp: expect.any(String) },
    },
  ]);
  expect((await read("events?trigger=Periodic")).items).toHaveLength(25);
  const page = (await read("events?limit=10")) as { items: Rows; nextCursor?: string };
  expect(page.items).toHaveLength(10);
  const rest = await read(`events?limit=100&cursor=${page.nextCursor}`);
  expect(rest.items).toHaveLength(16);
  expect((await read("problems")).items).toMatchObject([{ component: "TemperatureSensor", isOpen: true }]);
  await station.notice({
    ...{ component: { name: "TemperatureSensor", evse: { id: 1 } }, variable: { name: "Temperature" } },
    ...{ actualValue: "40", trigger: "Alerting", cleared: true, variableMonitoringId: 3 },
  });
  expect((await read("problems")).items).toEqual([]);
  expect((await read("problems?withEnded=true")).items).toMatchObject([{ isOpen: false, actualValue: "40" }]);
});

test("N09, N10: what a station tells of a customer is joined by request, in the order of its numbers", async () => {
  const { station, command, items, one, tell } = await aStation("CUS-1");
  station.onCommand("CustomerInformation", () => ({ status: "Accepted" }));
  const part = (requestId: number, seqNo: number, tbc: boolean, data: string) =>
    tell("NotifyCustomerInformation", { requestId, seqNo, tbc, data, generatedAt });
  const idToken = { idToken: "04A1B2C3", type: "ISO14443" };
  await command("CustomerInformation", { requestId: 11, report: true, clear: true, idToken });
  await part(11, 1, false, "Lovelace");
  await part(11, 0, true, "Ada ");
  await part(11, 0, true, "Ada ");
  await part(12, 0, false, "");
  for (let seqNo = 0; seqNo < 30; seqNo++) await part(13, seqNo, true, "on and on ");
  const [unasked, asked, ...others] = await items("customer-information");
  expect(others).toEqual([]);
  expect(unasked).toMatchObject({ requestId: 12, status: "unasked", dataLength: 0, commandId: null });
  expect(asked).toMatchObject({
    ...{ requestId: 11, report: true, clear: true, customer: { idToken }, status: "Accepted", dataLength: 12 },
  });
  expect(await one(`customer-information/${asked!.id}`)).toMatchObject({ body: { data: "Ada Lovelace" } });
  const { station: another } = await aStation("CUS-2");
  expect(await tenant.api("GET", `/stations/${another.identity}/customer-information/${asked!.id}`)).toMatchObject({
    status: 404,
  });
});

test("L01, L03, L04: updates and publications are followed by their numbers, what nobody asked for is said to be so", async () => {
  const { station, command, items, read, tell } = await aStation("FW-1");
  station.onCommand("UpdateFirmware", () => ({ status: "Accepted" }));
  station.onCommand("PublishFirmware", () => ({ status: "Accepted" }));
  station.onCommand("UnpublishFirmware", () => ({ status: "DownloadOngoing" }));
  const location = "https://files.example/k22-2.0.bin";
  const firmware = { location, retrieveDateTime: generatedAt, signingCertificate: "-----", signature: "c2ln" };
  await command("UpdateFirmware", { requestId: 21, firmware });
  for (const status of ["Downloading", "Downloaded", "SignatureVerified", "Installing", "Installed"])
    await tell("FirmwareStatusNotification", { status, requestId: 21 });
  const checksum = "0123456789abcdef0123456789abcdef";
  await command("PublishFirmware", { requestId: 21, location, checksum });
  await tell("PublishFirmwareStatusNotification", { status: "Published", requestId: 21, location: [location] });
  expect((await command("UnpublishFirmware", { checksum })).response).toEqual({ status: "DownloadOngoing" });
  await tell("FirmwareStatusNotification", { status: "Installing", requestId: 99 });
  expect(await read("firmware")).toMatchObject({
    firmwareVersion: "1.0.0",
    items: [
      { kind: "update", requestId: 99, status: "Installing", isAsked: false },
      { kind: "unpublish", requestId: null, status: "DownloadOngoing", isAsked: true },
      { kind: "publish", requestId: 21, status: "Published", publishedAt: [location] },
      { kind: "update", requestId: 21, status: "Installed", isSigned: true },
    ],
  });
  const [update] = await items("firmware?kind=update&isOver=true");
  expect(update!.steps.map(({ status }) => status)).toEqual([
    ...["requested", "sent", "Accepted", "Downloading", "Downloaded", "SignatureVerified", "Installing", "Installed"],
  ]);
});
