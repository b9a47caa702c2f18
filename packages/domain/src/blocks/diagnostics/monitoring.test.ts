import { randomUUID } from "node:crypto";
import {
  and,
  deviceVariables,
  eq,
  stationCommands,
  stationEvents,
  stationReportParts,
  stationReports,
} from "@stationmaster/db";
import type { CommandAction, Req, Res } from "@stationmaster/ocpp";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import { expect, test } from "vitest";
import {
  type Command,
  claimCommand,
  commandOf,
  type Message,
  messageOf,
  requireCommand,
  sendCommand,
  sendRawCommand,
  settleCommand,
} from "../..";
import { limitsOf } from "../provisioning";
import {
  clearVariableMonitoring,
  getMonitoring,
  getMonitoringReport,
  listMonitors,
  setMonitoringBase,
  setMonitoringLevel,
  setVariableMonitoring,
} from ".";
import { notifyMonitoringReport } from "./notify-monitoring-report";

const room = await aRoom();
const tenant = await room.tenant();
const booted = () => tenant.station({ bootStatus: "Accepted" });

const answer = async <A extends CommandAction>(station: RoomStation, id: string, response: Res<A>) => {
  await tenant.inside((ctx) => claimCommand(ctx, station));
  await tenant.inside((ctx) => settleCommand(ctx, commandOf, id, station.epoch, { kind: "answered", response }));
};
const ask = async <A extends CommandAction, Input>(
  station: RoomStation,
  command: Command<A, Input>,
  input: Input,
  response: Res<A>,
) => {
  const row = await tenant.inside((ctx) => sendCommand(ctx, station.id, command, input));
  await answer(station, row.id, response);
  return row;
};
const commandRow = async (id: string) =>
  (await tenant.inside((ctx) => ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id))))[0]!;

type Monitor = NonNullable<Req<"NotifyMonitoringReport">["monitor"]>[number];
const monitor = (
  id: number,
  variable: string,
  type: Monitor["variableMonitoring"][number]["type"] = "Delta",
): Monitor => ({
  component: { name: "EVSE", evse: { id: 1 } },
  variable: { name: variable },
  variableMonitoring: [{ id, type, value: 1, severity: 4, transaction: false }],
});
const part = (station: RoomStation, requestId: number, seqNo: number, tbc: boolean, ...monitors: Monitor[]) =>
  tenant.asStation(station, (ctx) =>
    notifyMonitoringReport.handle(ctx, {
      ...{ requestId, seqNo, tbc, generatedAt: "2026-06-01T12:00:00Z" },
      ...(monitors.length > 0 ? { monitor: monitors as Req<"NotifyMonitoringReport">["monitor"] & object } : {}),
    }),
  );
const idsOf = async (station: RoomStation) =>
  (await tenant.inside((ctx) => listMonitors(ctx, { stationId: station.id }))).items.map((row) => row.monitorId);
const accepted = { status: "Accepted" } as const;

test("N02: a report of all monitors in parts, in any order and twice, replaces them at its last part", async () => {
  const station = await booted();
  await part(station, 900, 0, false, monitor(1, "Power"));
  expect(await idsOf(station)).toEqual([1]);
  const { id, requestId } = await ask(station, getMonitoringReport, {}, accepted);
  await part(station, requestId!, 2, false, monitor(4, "Temperature"));
  await part(station, requestId!, 0, true, monitor(2, "AvailabilityState"));
  await part(station, requestId!, 0, true, monitor(2, "AvailabilityState"));
  expect(await idsOf(station)).toEqual([1]);
  await part(station, requestId!, 1, true, monitor(3, "Problem"));
  expect(await idsOf(station)).toEqual([2, 3, 4]);
  expect(await commandRow(id)).toMatchObject({ observed: { parts: 3, monitors: 3 } });
  await part(station, requestId!, 2, false, monitor(4, "Temperature"));
  expect(await idsOf(station)).toEqual([2, 3, 4]);
});

test("N02: a report by criterion or variable replaces what it is about, and nothing else", async () => {
  const station = await booted();
  const all = [monitor(1, "Power", "UpperThreshold"), monitor(2, "Power", "Delta"), monitor(3, "Problem", "Delta")];
  const { requestId: first } = await ask(station, getMonitoringReport, {}, accepted);
  await part(station, first!, 0, false, ...all);
  const { requestId: deltas } = await ask(station, getMonitoringReport, { criteria: ["DeltaMonitoring"] }, accepted);
  await part(station, deltas!, 0, false, monitor(2, "Power", "Delta"));
  expect(await idsOf(station)).toEqual([1, 2]);
  const ofPower = { variables: [{ component: { name: "evse" }, variable: { name: "power" } }] };
  await ask(station, getMonitoringReport, ofPower, { status: "EmptyResultSet" });
  expect(await idsOf(station)).toEqual([]);
});

test("N02: a monitor that we set stays ours when it is reported; whose another one is, its events tell", async () => {
  const station = await booted();
  await ask(
    station,
    setVariableMonitoring,
    { monitors: [wanted("Power")] },
    { setMonitoringResult: [result("Power", "Accepted", 1)] },
  );
  await tenant.inside((ctx) =>
    ctx.db.insert(deviceVariables).values({
      ...{ stationId: station.id, key: "evse||1||power|", attributeType: "Actual", component: "EVSE" },
      ...{ variable: "Power", characteristics: { dataType: "decimal", unit: "W" }, reportedAt: room.clock.now },
    }),
  );
  const heard = (monitorId: number, notificationType: string) => ({
    ...{ stationId: station.id, receivedAt: room.clock.now, id: randomUUID(), eventId: monitorId, monitorId },
    ...{ occurredAt: room.clock.now, trigger: "Delta", notificationType, component: "EVSE", evseId: 1 },
    ...{ variable: "Problem", actualValue: "false" },
  });
  await tenant.inside((ctx) =>
    ctx.db.insert(stationEvents).values([heard(2, "PreconfiguredMonitor"), heard(2, "HardWiredNotification")]),
  );
  const { requestId } = await ask(station, getMonitoringReport, {}, accepted);
  await part(station, requestId!, 0, false, monitor(1, "Power"), monitor(2, "Problem"), monitor(3, "Unheard"));
  const { items } = await tenant.inside((ctx) => listMonitors(ctx, { stationId: station.id }));
  expect(items.map(({ monitorId, kind, unit }) => [monitorId, kind, unit])).toEqual([
    [1, "CustomMonitor", "W"],
    [2, "PreconfiguredMonitor", null],
    [3, null, null],
  ]);
  const found = await tenant.inside((ctx) => listMonitors(ctx, { stationId: station.id, search: "PROB" }));
  expect(found.items.map(({ monitorId }) => monitorId)).toEqual([2]);
});

test("N02: an answer of NotSupported leaves the monitors as they were", async () => {
  const station = await booted();
  await part(station, 1, 0, false, monitor(1, "Power"));
  await ask(station, getMonitoringReport, {}, { status: "NotSupported" });
  expect(await idsOf(station)).toEqual([1]);
});

test("N02: no more variables are asked about than the station takes", async () => {
  const station = await booted();
  await tenant.inside((ctx) =>
    ctx.db.insert(deviceVariables).values({
      ...{ stationId: station.id, key: "devicedatactrlr||||itemspermessage|getreport", attributeType: "Actual" },
      ...{ component: "DeviceDataCtrlr", variable: "ItemsPerMessage", value: "1", reportedAt: room.clock.now },
    }),
  );
  const variables = ["Power", "Problem"].map((name) => ({ component: { name: "EVSE" }, variable: { name } }));
  await expect(
    tenant.inside((ctx) => sendCommand(ctx, station.id, getMonitoringReport, { variables })),
  ).rejects.toMatchObject({ kind: "invalid", field: "variables" });
});

test("N02: a report for a request nobody made speaks of its variables only; one that never ends changes nothing and is forgotten", async () => {
  const station = await booted();
  await part(station, 1, 0, false, monitor(1, "Power"), monitor(2, "Problem"));
  await part(station, 77, 0, false, monitor(9, "Power"));
  expect(await idsOf(station)).toEqual([9, 2]);
  for (let requestId = 100; requestId < 130; requestId++) await part(station, requestId, 0, true, monitor(3, "Lost"));
  expect(await idsOf(station)).toEqual([9, 2]);
  const kept = await tenant.inside((ctx) =>
    ctx.db
      .select({ id: stationReports.id })
      .from(stationReports)
      .innerJoin(stationReportParts, eq(stationReportParts.reportId, stationReports.id))
      .where(and(eq(stationReports.stationId, station.id), eq(stationReports.status, "receiving"))),
  );
  expect(kept).toHaveLength(20);
});

test("N02: a number used again begins a new report, and what was left of the old one stays out", async () => {
  const station = await booted();
  const raw = async () => {
    const { id } = await tenant.inside((ctx) =>
      sendRawCommand(ctx, station.id, requireCommand("GetMonitoringReport"), { requestId: 5 }),
    );
    await answer(station, id, accepted);
  };
  await raw();
  await part(station, 5, 0, true, monitor(1, "Old"));
  room.clock.now = new Date(room.clock.now.getTime() + 1000);
  await raw();
  await part(station, 5, 0, true, monitor(2, "New"));
  await part(station, 5, 1, false, monitor(3, "Other"));
  expect(await idsOf(station)).toEqual([2, 3]);
  await raw();
  await part(station, 5, 0, false, monitor(2, "New"));
  expect(await idsOf(station)).toEqual([2]);
});

test("N02: a report whose question was never answered is heard all the same, also what came before we gave up", async () => {
  const station = await booted();
  const { id, requestId } = await tenant.inside((ctx) => sendCommand(ctx, station.id, getMonitoringReport, {}));
  await tenant.inside((ctx) => claimCommand(ctx, station));
  await part(station, requestId!, 0, true, monitor(1, "A"));
  await tenant.inside((ctx) => settleCommand(ctx, commandOf, id, station.epoch, { kind: "silent" }));
  await part(station, requestId!, 1, false, monitor(2, "B"));
  expect(await idsOf(station)).toEqual([1, 2]);
  expect(await commandRow(id)).toMatchObject({ status: "silent", observed: { parts: 2, monitors: 2 } });
});

test("N02: a report that goes on without end is given up, its parts with it, and the station is heard on", async () => {
  const station = await booted();
  const reports = () =>
    tenant.inside((ctx) => ctx.db.select().from(stationReports).where(eq(stationReports.stationId, station.id)));
  await part(station, 7, 0, true, monitor(1, "A"));
  const [report] = await reports();
  await tenant.inside((ctx) =>
    ctx.db.update(stationReports).set({ parts: 4_999 }).where(eq(stationReports.id, report!.id)),
  );
  await part(station, 7, 4_999, true, monitor(2, "B"));
  expect(await reports()).toMatchObject([{ status: "receiving", parts: 5_000 }]);
  await part(station, 7, 5_000, true, monitor(3, "C"));
  expect(await reports()).toMatchObject([{ status: "abandoned" }]);
  const kept = tenant.inside((ctx) => ctx.db.$count(stationReportParts, eq(stationReportParts.reportId, report!.id)));
  expect(await kept).toBe(0);
  await part(station, 8, 0, false, monitor(4, "D"));
  expect(await idsOf(station)).toEqual([4]);
});

test("N02: a station that gives every part the same number is read in the order of arrival", async () => {
  const station = await booted();
  const { requestId } = await ask(station, getMonitoringReport, {}, accepted);
  await part(station, requestId!, 0, true, monitor(1, "A"));
  await part(station, requestId!, 0, true, monitor(2, "B"));
  await part(station, requestId!, 0, true, monitor(2, "B"));
  await part(station, requestId!, 0, false, monitor(3, "C"));
  expect(await idsOf(station)).toEqual([1, 2, 3]);
});

const wanted = (name: string, value = 5) => ({
  ...{ component: { name: "EVSE", evse: { id: 1 } }, variable: { name } },
  ...{ type: "Delta" as const, value, severity: 8, duringTransaction: false },
});
const result = (name: string, status: "Accepted" | "Rejected" | "Duplicate", id?: number) => ({
  ...{ component: { name: "evse", evse: { id: 1 } }, variable: { name }, type: "Delta" as const, severity: 8, status },
  ...(id === undefined ? {} : { id }),
});

test("N04: each monitor the station takes is known by the number it gives, found by name and not by place", async () => {
  const station = await booted();
  await ask(
    station,
    setVariableMonitoring,
    { monitors: [wanted("Power"), wanted("Problem"), wanted("Current")] },
    {
      setMonitoringResult: [
        result("current", "Accepted", 12),
        result("power", "Accepted", 11),
        result("Problem", "Rejected"),
      ],
    },
  );
  const { items } = await tenant.inside((ctx) => listMonitors(ctx, { stationId: station.id }));
  expect(items).toMatchObject([
    { monitorId: 12, variable: "Current", type: "Delta", value: 5, severity: 8, origin: "set" },
    { monitorId: 11, variable: "Power", evseId: 1 },
  ]);
  const other = { monitors: [{ ...wanted("Problem"), id: 11 }] };
  await expect(
    tenant.inside((ctx) => sendCommand(ctx, station.id, setVariableMonitoring, other)),
  ).rejects.toMatchObject({ kind: "conflict" });
});

test("N04: a delta of a variable whose values are words is 1", async () => {
  const station = await booted();
  await tenant.inside((ctx) =>
    ctx.db.insert(deviceVariables).values({
      ...{ stationId: station.id, key: "evse||1||availabilitystate|", attributeType: "Actual", component: "EVSE" },
      ...{ variable: "AvailabilityState", characteristics: { dataType: "OptionList" }, reportedAt: room.clock.now },
    }),
  );
  const { request } = await tenant.inside((ctx) =>
    sendCommand(ctx, station.id, setVariableMonitoring, { monitors: [wanted("AvailabilityState"), wanted("Power")] }),
  );
  expect((request as Req<"SetVariableMonitoring">).setMonitoringData.map(({ value }) => value)).toEqual([1, 5]);
});

test("N04, N06: requests are cut to what the station's monitoring takes, and joined again", async () => {
  const station = await booted();
  const variable = (instance: string, value: string) => ({
    ...{ stationId: station.id, key: `monitoringctrlr||||itemspermessage|${instance.toLowerCase()}`, value },
    ...{ component: "MonitoringCtrlr", variable: "ItemsPerMessage", variableInstance: instance },
    ...{ attributeType: "Actual", reportedAt: room.clock.now },
  });
  await tenant.inside((ctx) =>
    ctx.db
      .insert(deviceVariables)
      .values([variable("SetVariableMonitoring", "2"), variable("ClearVariableMonitoring", "1")]),
  );
  const limits = await tenant.inside((ctx) => limitsOf(ctx, station.id));
  const setMonitoringData = ["A", "B", "C"].map((name) => ({ ...wanted(name), duringTransaction: undefined }));
  const sets = setVariableMonitoring.split!({ setMonitoringData: setMonitoringData as never }, limits);
  expect(sets.map((request) => request.setMonitoringData.length)).toEqual([2, 1]);
  expect(clearVariableMonitoring.split!({ id: [1, 2, 3] }, limits)).toEqual([{ id: [1] }, { id: [2] }, { id: [3] }]);
  const cleared = [1, 2].map((id) => ({ clearMonitoringResult: [{ id, status: "Accepted" as const }] }));
  expect(clearVariableMonitoring.join!(cleared).clearMonitoringResult.map(({ id }) => id)).toEqual([1, 2]);
});

test("N06: what is cleared or unknown is gone, what is hard-wired stays", async () => {
  const station = await booted();
  await part(station, 1, 0, false, monitor(1, "A"), monitor(2, "B"), monitor(3, "C"));
  await ask(
    station,
    clearVariableMonitoring,
    { ids: [1, 2, 3] },
    {
      clearMonitoringResult: [
        { id: 3, status: "Rejected" },
        { id: 1, status: "Accepted" },
        { id: 2, status: "NotFound" },
      ],
    },
  );
  expect(await idsOf(station)).toEqual([3]);
});

test("N03, N05: base and level are what the station accepted; another base makes the list unsure until it is reported anew", async () => {
  const station = await booted();
  await ask(station, setMonitoringLevel, { severity: 4 }, accepted);
  await ask(station, setMonitoringLevel, { severity: 9 }, { status: "Rejected" });
  await ask(
    station,
    setVariableMonitoring,
    { monitors: [wanted("Power")] },
    {
      setMonitoringResult: [result("Power", "Accepted", 1)],
    },
  );
  await ask(station, setMonitoringBase, { monitoringBase: "FactoryDefault" }, accepted);
  const monitoring = () => tenant.inside((ctx) => getMonitoring(ctx, station.id));
  expect(await monitoring()).toMatchObject({ level: 4, base: "FactoryDefault", staleSince: room.clock.now });
  expect(await idsOf(station)).toEqual([]);
  await ask(station, getMonitoringReport, {}, { status: "EmptyResultSet" });
  expect(await monitoring()).toMatchObject({ staleSince: null, reportedAt: room.clock.now });
});

test("N04.FR.19: after a reboot the monitors are asked for once, where we have set some, and the list is unsure until then", async () => {
  const [watched, other] = [await booted(), await booted()];
  const setOne = { setMonitoringResult: [result("Power", "Accepted", 1)] };
  await ask(watched, setVariableMonitoring, { monitors: [wanted("Power")] }, setOne);
  await part(other, 1, 0, false, monitor(1, "HardWired"));
  const boot = (station: RoomStation, reason: "PowerUp" | "Triggered") =>
    tenant.asStation(station, (ctx) =>
      (messageOf("BootNotification") as Message<"BootNotification">).handle(ctx, {
        ...{ reason, chargingStation: { vendorName: "V", model: "M" } },
      }),
    );
  const waiting = ({ id }: RoomStation) =>
    tenant.inside((ctx) =>
      ctx.db
        .select()
        .from(stationCommands)
        .where(and(eq(stationCommands.stationId, id), eq(stationCommands.status, "queued"))),
    );
  await boot(watched, "Triggered");
  expect(await waiting(watched)).toEqual([]);
  await boot(watched, "PowerUp");
  await boot(watched, "PowerUp");
  await boot(other, "PowerUp");
  expect(await waiting(other)).toEqual([]);
  expect(await waiting(watched)).toMatchObject([
    {
      ...{ action: "GetMonitoringReport", request: { requestId: expect.any(Number) } },
      notBefore: new Date(room.clock.now.getTime() + 30_000),
    },
  ]);
  expect(await tenant.inside((ctx) => getMonitoring(ctx, watched.id))).toMatchObject({ staleSince: room.clock.now });
});

test("N02: another tenant cannot see or replace the monitors of a station", async () => {
  const station = await booted();
  await part(station, 1, 0, false, monitor(1, "Power"));
  const other = await room.tenant();
  expect((await other.inside((ctx) => listMonitors(ctx, { stationId: station.id }))).items).toEqual([]);
  await expect(
    other.asStation(station, (ctx) =>
      notifyMonitoringReport.handle(ctx, { requestId: 2, seqNo: 0, generatedAt: "2026-06-01T12:00:00Z" }),
    ),
  ).rejects.toMatchObject({ cause: { code: "23503" } });
  expect(await idsOf(station)).toEqual([1]);
});
