import { eq, stations } from "@stationmaster/db";
import { commandOf, sendRawCommand } from "@stationmaster/domain";
import { aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { rawStation, statusNotification } from "./raw-station";

const server = await aServer();
const { tenant } = await aTenant({ server });

const setRow = ({ id }: TestStation, values: Partial<typeof stations.$inferInsert>) =>
  tenant.inside((ctx) => ctx.db.update(stations).set(values).where(eq(stations.id, id)));
const send = async ({ id }: TestStation, action: string, payload: object) => {
  await tenant.inside((ctx) => sendRawCommand(ctx, id, commandOf(action) as never, payload));
  await server.settle();
};
const securityError = [4, expect.any(String), "SecurityError", expect.any(String), {}];

test("B01.FR.10: before its first boot a station may only boot, whatever it says and however wrong", async () => {
  const socket = await rawStation(await tenant.withStation());
  expect(await socket.call("StatusNotification", statusNotification())).toMatchObject(securityError);
  expect(await socket.call("Heartbeat", {})).toMatchObject(securityError);
  expect(await socket.call("StatusNotification", { nonsense: true })).toMatchObject(securityError);
  expect(await socket.call("CustomOperation", {})).toMatchObject(securityError);
  expect((await socket.boot())[2]).toMatchObject({ status: "Accepted" });
  expect((await socket.call("StatusNotification", statusNotification()))[0]).toBe(3);
});

test("a reconnect is not a boot: an accepted station goes on where it was", async () => {
  const station = await tenant.withStation();
  const first = await rawStation(station);
  await first.boot();
  await first.close();
  const second = await rawStation(station);
  expect((await second.call("StatusNotification", statusNotification()))[0]).toBe(3);
});

test("a station may boot twice on one socket", async () => {
  const socket = await rawStation(await tenant.withStation());
  expect((await socket.boot())[2]).toMatchObject({ status: "Accepted" });
  expect((await socket.boot("Watchdog"))[2]).toMatchObject({ status: "Accepted" });
});

test("B03.FR.07: a rejected station hears SecurityError, and nothing is sent to it", async () => {
  const station = await tenant.withStation({ registrationStatus: "Rejected" });
  const socket = await rawStation(station);
  expect((await socket.boot())[2]).toMatchObject({ status: "Rejected" });
  expect(await socket.call("StatusNotification", statusNotification())).toMatchObject(securityError);
  await send(station, "TriggerMessage", { requestedMessage: "BootNotification" });
  expect(await socket.call("Heartbeat", {})).toMatchObject(securityError);
  expect(socket.frames).toEqual([]);
});

test("B02.FR.09: a pending station may say what TriggerMessage asked for, and nothing else", async () => {
  const station = await tenant.withStation({ registrationStatus: "Pending" });
  const socket = await rawStation(station);
  expect((await socket.boot())[2]).toMatchObject({ status: "Pending" });
  expect(await socket.call("StatusNotification", statusNotification())).toMatchObject(securityError);

  await send(station, "TriggerMessage", { requestedMessage: "StatusNotification", evse: { id: 1, connectorId: 1 } });
  const [, id] = await socket.asked("TriggerMessage");
  socket.sendFrame(3, id, { status: "Accepted" });
  expect((await socket.call("StatusNotification", statusNotification()))[0]).toBe(3);
  expect(await socket.call("Heartbeat", {})).toMatchObject(securityError);

  // What was asked outlives the socket.
  await socket.close();
  const next = await rawStation(station);
  expect((await next.call("StatusNotification", statusNotification()))[0]).toBe(3);
});

test("B02.FR.09: what the station refused to send is not asked for", async () => {
  const station = await tenant.withStation({ registrationStatus: "Pending" });
  const socket = await rawStation(station);
  await socket.boot();
  await send(station, "TriggerMessage", { requestedMessage: "Heartbeat" });
  const [, id] = await socket.asked("TriggerMessage");
  socket.sendFrame(3, id, { status: "Rejected" });
  expect(await socket.call("Heartbeat", {})).toMatchObject(securityError);
});

test("B02.FR.09: the report that GetBaseReport asked for is let through by its requestId", async () => {
  const station = await tenant.withStation({ registrationStatus: "Pending" });
  const socket = await rawStation(station);
  await socket.boot();
  await send(station, "GetBaseReport", { requestId: 4711, reportBase: "ConfigurationInventory" });
  const [, id] = await socket.asked("GetBaseReport");
  const part = (requestId: number) => ({ requestId, generatedAt: new Date().toISOString(), seqNo: 0 });
  expect((await socket.call("NotifyReport", part(4711)))[0]).toBe(3);
  socket.sendFrame(3, id, { status: "Accepted" });
  expect((await socket.call("NotifyReport", { ...part(4711), seqNo: 1 }))[0]).toBe(3);
  expect(await socket.call("NotifyReport", part(4712))).toMatchObject(securityError);
});

test("B02.FR.05: what may not be sent to a pending station waits until it is accepted", async () => {
  const station = await tenant.withStation({ registrationStatus: "Pending" });
  const socket = await rawStation(station);
  await socket.boot();
  await send(station, "ClearCache", {});
  await send(station, "GetVariables", { getVariableData: [{ component: { name: "A" }, variable: { name: "B" } }] });
  const asked = await socket.next(([type]) => type === 2);
  expect(asked[2]).toBe("GetVariables");
  socket.sendFrame(3, asked[1], {
    getVariableResult: [{ attributeStatus: "UnknownComponent", component: { name: "A" }, variable: { name: "B" } }],
  });
  await setRow(station, { registrationStatus: "Accepted" });
  expect((await socket.boot())[2]).toMatchObject({ status: "Accepted" });
  expect((await socket.asked("ClearCache"))[2]).toBe("ClearCache");
});

test("an operator's word holds at once: Rejected in the middle of a connection", async () => {
  const station = await tenant.withStation();
  const socket = await rawStation(station);
  await socket.boot();
  await setRow(station, { registrationStatus: "Rejected" });
  await server.settle();
  expect(await socket.call("Heartbeat", {})).toMatchObject(securityError);
  await setRow(station, { registrationStatus: "Accepted" });
  await server.settle();
  expect((await socket.call("Heartbeat", {}))[0]).toBe(3);
});

test("B02.FR.06: what a station hears at its boot holds, however close to it an operator had accepted it", async () => {
  const station = await tenant.withStation({ registrationStatus: "Pending" });
  const socket = await rawStation(station);
  for (let turn = 0; turn < 15; turn++) {
    await setRow(station, { registrationStatus: "Pending", bootStatus: "Pending" });
    await tenant.inside(async (ctx) => {
      await ctx.db.update(stations).set({ registrationStatus: "Accepted" }).where(eq(stations.id, station.id));
      ctx.ring({ stationId: station.id, why: "registration" });
    });
    expect((await socket.boot())[2]).toMatchObject({ status: "Accepted" });
    expect((await socket.call("StatusNotification", statusNotification()))[0]).toBe(3);
  }
});
