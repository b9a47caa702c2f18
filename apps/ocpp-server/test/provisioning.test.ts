import { deviceVariables, eq, evses, idTokens } from "@stationmaster/db";
import { commandOf, sendRawCommand } from "@stationmaster/domain";
import { getCommand } from "@stationmaster/domain/business";
import { getReport, reset } from "@stationmaster/domain/provisioning";
import type { CommandAction, Req } from "@stationmaster/ocpp";
import { aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { beforeAll, expect, test } from "vitest";
import { askStation } from "./ask-station";

const server = await aServer();
const { tenant } = await aTenant({ server });
const { ask, doing, effectOf, outcomeOf } = askStation({ server, tenant });

beforeAll(() =>
  tenant.inside((ctx) => ctx.db.insert(idTokens).values({ idToken: "CARD-1", type: "ISO14443", status: "Accepted" })),
);

const twoEvses = [1, 2].map((id) => ({ id, connectors: [{ id: 1, type: "cType2" as const }] }));
const detail = (id: string) => tenant.inside((ctx) => getCommand(ctx, id));
const raw = <A extends CommandAction>({ id }: TestStation, action: A, request: Req<A>) =>
  doing((ctx) => sendRawCommand(ctx, id, commandOf(action) as never, request));

async function charging(evseId = 1) {
  const row = await tenant.withStation();
  const station = await row.start({ evses: twoEvses });
  await station.plugIn(evseId);
  const idToken = { idToken: "CARD-1", type: "ISO14443" } as const;
  await raw(row, "RequestStartTransaction", { evseId, remoteStartId: 1, idToken });
  await station.idle();
  return { row, station };
}

test("B11.FR.04: an EVSE that restarts is done once it is back", async () => {
  const row = await tenant.withStation();
  await row.start({ evses: twoEvses });
  const { id } = await ask(row, reset, { type: "OnIdle", evseId: 2 });
  expect(await effectOf(id)).toEqual({ status: "Available" });
  expect(await detail(id)).toMatchObject({ effect: "seen", observed: { what: "status", detail: "Available" } });
});

test("B12.FR.07: the restart of an EVSE that waits for its session is pending until the EVSE is back from it", async () => {
  const { row, station } = await charging(1);
  const { id } = await ask(row, reset, { type: "OnIdle", evseId: 1 });
  await station.fault(2);
  await station.repair(2);
  expect(await detail(id)).toMatchObject({ response: { status: "Scheduled" }, effect: "awaited", observed: null });
  await station.stopCharging(1);
  // The car is still plugged in.
  expect(await effectOf(id)).toEqual({ status: "Occupied" });
});

test("B12.FR.04: the sessions that an immediate restart ends are named with it", async () => {
  const { row, station } = await charging(1);
  const { id } = await ask(row, reset, { type: "Immediate" });
  expect(await effectOf(id)).toEqual({ booted: "RemoteReset" });
  const transactionId = (station.calls("TransactionEvent").at(-1) as unknown as Req<"TransactionEvent">).transactionInfo
    .transactionId;
  await expect.poll(async () => (await detail(id)).endedSessions).toMatchObject([{ transactionId }]);
});

test("B11.FR.09: an EVSE that does not restart alone is not asked to, nor one that is not there", async () => {
  const row = await tenant.withStation();
  await tenant.inside(async (ctx) => {
    await ctx.db.insert(evses).values({ stationId: row.id, evseId: 1, origin: "reported" });
    await ctx.db.insert(deviceVariables).values({
      ...{ stationId: row.id, key: "evse||1||allowreset|", attributeType: "Actual", component: "EVSE", evseId: 1 },
      ...{ variable: "AllowReset", value: "false", reportedAt: ctx.now },
    });
  });
  await expect(ask(row, reset, { type: "OnIdle", evseId: 1 })).rejects.toMatchObject({ kind: "conflict" });
  await expect(ask(row, reset, { type: "OnIdle", evseId: 7 })).rejects.toMatchObject({ kind: "not-found" });
});

test("B11: a station that says Accepted and does not come back is said to be away", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  station.behaviour.staysAway = true;
  const { id } = await ask(row, reset, { type: "Immediate" });
  await expect.poll(() => station.isConnected).toBe(false);
  const at = (minutes: number) =>
    tenant.inside((ctx) => getCommand({ ...ctx, now: new Date(Date.now() + minutes * 60_000) }, id));
  expect(await at(1)).toMatchObject({ effect: "awaited", heardSince: null });
  await expect.poll(async () => (await at(6)).heardSince?.what).toBe("not-back");
  expect(await at(6)).toMatchObject({ effect: "unseen", heardSince: { isContrary: true } });
});

const variable = (n: number) => ({ component: { name: "EVSE", evse: { id: n } }, variable: { name: "Power" } });
const limited = async (itemsPerMessage: Record<string, number>) => {
  const row = await tenant.withStation({ itemsPerMessage });
  return { row, station: await row.start() };
};

test("B05.FR.11, .13: raw values go out in requests of as many items as the station takes, none named twice; the answer is one", async () => {
  const { row, station } = await limited({ SetVariables: 2 });
  const values = ["60", "61", "62"].map((attributeValue) => ({
    ...{ component: { name: "OCPPCommCtrlr" }, variable: { name: "HeartbeatInterval" }, attributeValue },
  }));
  const setVariableData = [
    ...values,
    { ...variable(1), attributeValue: "1" },
  ] as Req<"SetVariables">["setVariableData"];
  const { response } = await raw(row, "SetVariables", { setVariableData });
  const asked = station.calls("SetVariables", "received") as unknown as Req<"SetVariables">[];
  expect(asked.map((one) => one.setVariableData.map(({ attributeValue }) => attributeValue))).toEqual([
    ["60"],
    ["61"],
    ["62", "1"],
  ]);
  expect(response).toMatchObject({
    setVariableResult: [
      { attributeStatus: "Accepted" },
      { attributeStatus: "Accepted" },
      { attributeStatus: "Accepted" },
      { attributeStatus: "Rejected" },
    ],
  });
});

test("B06.FR.05, .17: raw questions are cut by items and by bytes", async () => {
  const row = await tenant.withStation();
  const station = await row.start();
  const bytes = { component: "DeviceDataCtrlr", variable: "BytesPerMessage", variableInstance: "GetVariables" };
  await tenant.inside((ctx) =>
    ctx.db.insert(deviceVariables).values({
      ...{ stationId: row.id, key: "devicedatactrlr||||bytespermessage|getvariables", attributeType: "Actual" },
      ...{ ...bytes, value: "300", reportedAt: ctx.now },
    }),
  );
  const getVariableData = [1, 2, 3, 4, 5, 6].map(variable) as unknown as Req<"GetVariables">["getVariableData"];
  const { response } = await raw(row, "GetVariables", { getVariableData });
  const frames = station.received.filter(({ text }) => text.includes('"GetVariables"')).map(({ text }) => text);
  expect(frames.length).toBeGreaterThan(1);
  for (const frame of frames) expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(300);
  expect((response as { getVariableResult: unknown[] }).getVariableResult).toHaveLength(6);
});

test("B08.FR.06: a report on more variables than one message takes is asked for in several, and told whole", async () => {
  const { row, station } = await limited({ GetReport: 2 });
  const names = ["HeartbeatInterval", "OfflineThreshold", "ResetRetries"];
  const componentVariable = names.map((name) => ({ component: { name: "OCPPCommCtrlr" }, variable: { name } }));
  const { id } = await outcomeOf(
    (await ask(row, getReport, { requestId: 9, componentVariable } as unknown as Req<"GetReport">)).id,
  );
  await effectOf(id);
  expect(station.calls("GetReport", "received")).toHaveLength(2);
  await expect
    .poll(() => tenant.inside((ctx) => ctx.db.$count(deviceVariables, eq(deviceVariables.stationId, row.id))))
    .toBe(3);
});
