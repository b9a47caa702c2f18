import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connectors, eq, stationEvents } from "@stationmaster/db";
import type { CommandAction } from "@stationmaster/ocpp";
import { aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Command, sendCommand } from "../..";
import {
  clearVariableMonitoring,
  customerInformation,
  getCustomerInformation,
  getLog,
  getMonitoring,
  getMonitoringReport,
  listCustomerInformation,
  listEvents,
  listLogRequests,
  listMonitors,
  listProblems,
  setMonitoringBase,
  setMonitoringLevel,
  setVariableMonitoring,
} from ".";

vi.setConfig({ expect: { poll: { timeout: 10_000 } } });
const server = await aServer();
const { tenant } = await aTenant({ server });

const uploaded: string[] = [];
const files = createServer((request, response) => {
  request.on("data", (bytes: Buffer) => uploaded.push(`${request.url} ${bytes.toString()}`));
  request.on("end", () => response.end());
});
beforeAll(() => new Promise<void>((resolve) => files.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => files.close(resolve)));

const ask = async <A extends CommandAction, Input>({ id }: TestStation, command: Command<A, Input>, input: Input) => {
  const row = await tenant.inside((ctx) => sendCommand(ctx, id, command, input));
  await server.settle();
  return row;
};
const eventsOf = async ({ id: stationId }: TestStation) =>
  (await tenant.inside((ctx) => listEvents(ctx, { stationId }))).items;

test("N01: a station uploads its log, and we know when it has", async () => {
  const row = await tenant.withStation();
  const station = await row.start({ speed: 100 });
  const { port } = files.address() as AddressInfo;
  await ask(row, getLog, { logType: "DiagnosticsLog", remoteLocation: `http://127.0.0.1:${port}/up/` });
  const logs = async () => (await tenant.inside((ctx) => listLogRequests(ctx, { stationId: row.id }))).items;
  await expect.poll(async () => (await logs()).map(({ status }) => status)).toEqual(["Uploaded"]);
  const [log] = await logs();
  expect(uploaded).toEqual([expect.stringContaining(log!.fileName!)]);
  expect(station.violations).toEqual([]);
});

test("N02, N04, N07: what is watched is told when it changes, and is in the list of monitors", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  const monitor = {
    ...{ component: { name: "Connector", evse: { id: 1, connectorId: 1 } }, variable: { name: "AvailabilityState" } },
    ...{ type: "Delta" as const, value: 1, severity: 5, duringTransaction: false },
  };
  await ask(row, setVariableMonitoring, { monitors: [monitor] });
  const monitors = async () => (await tenant.inside((ctx) => listMonitors(ctx, { stationId: row.id }))).items;
  await expect.poll(monitors).toMatchObject([{ variable: "AvailabilityState", severity: 5, origin: "set" }]);
  await station.plugIn(1);
  await expect
    .poll(() => eventsOf(row))
    .toMatchObject([{ actualValue: "Occupied", severity: 5, trigger: "Delta", monitorId: 1 }]);
  const states = await tenant.inside((ctx) => ctx.db.select().from(connectors).where(eq(connectors.stationId, row.id)));
  expect(states.map(({ status }) => status)).toEqual(["Occupied"]);
  await ask(row, getMonitoringReport, {});
  const reportedAt = async () => (await tenant.inside((ctx) => getMonitoring(ctx, row.id))).reportedAt;
  await expect.poll(reportedAt).toEqual(expect.any(Date));
  expect(await monitors()).toMatchObject([{ variable: "AvailabilityState", kind: "CustomMonitor" }]);
  expect(station.violations).toEqual([]);
});

test("N03, N05, N06, N08: monitors repeat at their pace, only as severe as is asked for, until they are cleared", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  const periodic = (severity: number) => ({
    ...{ component: { name: "EVSE", evse: { id: 1 } }, variable: { name: "Power" }, type: "Periodic" as const },
    ...{ value: 10, severity, duringTransaction: false },
  });
  const monitors = async () =>
    (await tenant.inside((ctx) => listMonitors(ctx, { stationId: row.id }))).items.map(({ severity }) => severity);
  const monitoring = () => tenant.inside((ctx) => getMonitoring(ctx, row.id));
  await ask(row, setVariableMonitoring, { monitors: [periodic(3), periodic(7)] });
  await expect.poll(monitors).toEqual([3, 7]);
  await ask(row, setMonitoringLevel, { severity: 5 });
  await expect.poll(async () => (await monitoring()).level).toBe(5);
  await station.advance(25);
  const told = async () => (await eventsOf(row)).map(({ trigger, severity }) => [trigger, severity]);
  await expect.poll(told).toEqual(Array.from({ length: 2 }, () => ["Periodic", 3]));
  await ask(row, clearVariableMonitoring, { ids: [1] });
  await expect.poll(monitors).toEqual([7]);
  await ask(row, setMonitoringBase, { monitoringBase: "FactoryDefault" });
  await expect.poll(monitors).toEqual([]);
  expect(await monitoring()).toMatchObject({ base: "FactoryDefault", staleSince: expect.any(Date) });
  expect(station.violations).toEqual([]);
});

test("G05, N07: what breaks is a problem until it is repaired", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  const problems = async () =>
    (await tenant.inside((ctx) => listProblems(ctx, { stationId: row.id }))).items.map(
      ({ component, variable, techInfo }) => [component, variable, techInfo],
    );
  await station.fault(1, "ground fault");
  expect(await problems()).toEqual([["EVSE", "Problem", "ground fault"]]);
  await station.repair(1);
  expect(await problems()).toEqual([]);
  const lock = {
    ...{ eventId: 900, timestamp: new Date().toISOString(), trigger: "Delta", actualValue: "true" },
    ...{ eventNotificationType: "HardWiredNotification", variable: { name: "Problem" } },
    component: { name: "ConnectorPlugRetentionLock", evse: { id: 1, connectorId: 1 } },
  };
  const answer = await station.call("NotifyEvent", { generatedAt: lock.timestamp, seqNo: 0, eventData: [lock] });
  expect(answer).toMatchObject({ kind: "result", payload: {} });
  expect(await problems()).toEqual([["ConnectorPlugRetentionLock", "Problem", null]]);
});

test("N09: what a station keeps of a customer is asked and read", async () => {
  const row = await tenant.withStation();
  await row.start();
  const { id } = await ask(row, customerInformation, {
    ...{ report: true, clear: false, idToken: { idToken: "04A1B2C3", type: "ISO14443" as const } },
  });
  await expect
    .poll(async () => (await tenant.inside((ctx) => getCustomerInformation(ctx, { commandId: id }))).data)
    .toBe("");
});

test("N10: what a station keeps of a customer is told once more and wiped", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  station.onCommand("CustomerInformation", () => ({ status: "Accepted" }));
  const idToken = { idToken: "04A1B2C3", type: "ISO14443" as const };
  const { id, requestId } = await ask(row, customerInformation, { report: true, clear: true, idToken });
  const information = () => tenant.inside((ctx) => getCustomerInformation(ctx, { commandId: id }));
  const part = (seqNo: number, tbc: boolean, data: string) =>
    station.call("NotifyCustomerInformation", { requestId, seqNo, tbc, data, generatedAt: new Date().toISOString() });
  await expect
    .poll(() => tenant.inside(async (ctx) => (await listCustomerInformation(ctx, {})).items[0]?.status))
    .toBe("Accepted");
  await part(1, false, "cache");
  await part(0, true, "authorization ");
  expect(await information()).toMatchObject({ data: "authorization cache", wantsClear: true });
});

test("N07: a station that floods us with events loses none and is slowed, and its neighbours are served meanwhile", async () => {
  const [loud, quiet] = [await tenant.withStation(), await tenant.withStation()];
  const [flooding, neighbour] = [await loud.start(), await quiet.start()];
  const events = 2_000;
  let isOver = false;
  const flood = flooding.floodEvents(events).finally(() => (isOver = true));
  for (let visit = 0; visit < 3; visit++) {
    await neighbour.plugIn(1);
    await neighbour.unplug(1);
  }
  expect(isOver).toBe(false);
  expect(new Set((await flood).map(({ kind }) => kind))).toEqual(new Set(["result"]));
  const stored = await tenant.inside((ctx) => ctx.db.$count(stationEvents, eq(stationEvents.stationId, loud.id)));
  expect(stored).toBe(events);
  expect(flooding.isConnected).toBe(true);
  // What it sends faster than it can be stored waits at its end of the line, not in our memory.
  expect(await server.metrics.text()).toMatch(/stationmaster_ocpp_paused_total [1-9]/);
  expect(await server.metrics.text()).not.toMatch(/stationmaster_ocpp_log_dropped_rows_total [1-9]/);
}, 60_000);
