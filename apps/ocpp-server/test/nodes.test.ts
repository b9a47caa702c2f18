import { createBus, type LiveChange, liveInlet } from "@stationmaster/bus";
import { eq, ocppMessages, stationCommands, stations } from "@stationmaster/db";
import { commandOf, sendRawCommand } from "@stationmaster/domain";
import { aDatabase, aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { afterAll, expect, test } from "vitest";
import { rawStation, statusNotification } from "./raw-station";

const { url: databaseUrl } = await aDatabase();
const one = await aServer({ databaseUrl });
const two = await aServer({ databaseUrl });
const { tenant } = await aTenant({ server: one });

const at = (server: typeof one, station: TestStation) => ({
  ...station,
  url: `${server.url}/${tenant.slug}/${station.identity}`,
});
const rowOf = ({ id }: TestStation) =>
  tenant.inside(async (ctx) => (await ctx.db.select().from(stations).where(eq(stations.id, id)))[0]!);
const logOf = ({ id }: TestStation) =>
  tenant.inside((ctx) =>
    ctx.db.select().from(ocppMessages).where(eq(ocppMessages.stationId, id)).orderBy(ocppMessages.at),
  );

test("a station that comes to another node is let go by the first, whose late end changes nothing", async () => {
  const station = await tenant.withStation();
  const first = await rawStation(at(one, station));
  await first.boot();
  const second = await rawStation(at(two, station));
  expect(await first.closed).toEqual({ code: 1008, reason: "replaced by a newer connection of this station" });
  await one.settle();
  expect(await rowOf(station)).toMatchObject({ isOnline: true, connectionEpoch: 2 });
  expect((await second.call("StatusNotification", statusNotification()))[0]).toBe(3);
});

test("the node that holds the station sends a command, once, however many nodes look", async () => {
  const station = await tenant.withStation();
  const socket = await rawStation(at(two, station));
  await socket.boot();
  const command = await tenant.inside((ctx) => sendRawCommand(ctx, station.id, commandOf("ClearCache") as never, {}));
  await Promise.all([one.settle(), two.settle(), one.settle(), two.settle()]);
  const [, id] = await socket.asked("ClearCache");
  socket.sendFrame(3, id, { status: "Accepted" });
  const rowOfCommand = () =>
    tenant.inside(
      async (ctx) => (await ctx.db.select().from(stationCommands).where(eq(stationCommands.id, command.id)))[0],
    );
  await expect.poll(async () => (await rowOfCommand())?.status).toBe("answered");
  await Promise.all([one.settle(), two.settle()]);
  expect(socket.frames).toEqual([]);
});

test("what a dead node left online is offline once nothing was heard of it, and what it had sent is settled on the next connection", async () => {
  const station = await tenant.withStation();
  const longAgo = new Date(Date.now() - 10 * 60_000);
  await tenant.inside((ctx) =>
    ctx.db
      .update(stations)
      .set({ isOnline: true, connectionEpoch: 5, bootStatus: "Accepted", connectedAt: longAgo, lastSeenAt: longAgo })
      .where(eq(stations.id, station.id)),
  );
  const unlock = await tenant.inside((ctx) =>
    sendRawCommand(ctx, station.id, commandOf("UnlockConnector") as never, { evseId: 1, connectorId: 1 }),
  );
  await tenant.inside((ctx) =>
    ctx.db
      .update(stationCommands)
      .set({ status: "sent", sentEpoch: 5, sentAt: longAgo })
      .where(eq(stationCommands.id, unlock.id)),
  );
  const another = await tenant.withStation();
  const alive = await rawStation(at(one, another));

  await two.settle();
  expect(await rowOf(station)).toMatchObject({ isOnline: false, disconnectedAt: longAgo });
  expect(await rowOf(another)).toMatchObject({ isOnline: true });
  await alive.close();

  const socket = await rawStation(at(two, station));
  await expect
    .poll(
      async () =>
        (
          await tenant.inside((ctx) => ctx.db.select().from(stationCommands).where(eq(stationCommands.id, unlock.id)))
        )[0]?.status,
    )
    .toBe("silent");
  expect((await rowOf(station)).statesStaleBefore?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  await socket.close();
});

test("G02.FR.04: every frame shows that the station is there; nothing is written for it at once", async () => {
  const station = await tenant.withStation();
  const socket = await rawStation(at(one, station));
  await socket.boot();
  await one.settle();
  const before = (await rowOf(station)).lastSeenAt!;
  await socket.call("Heartbeat", {});
  expect((await rowOf(station)).lastSeenAt).toEqual(before);
  await one.settle();
  expect((await rowOf(station)).lastSeenAt!.getTime()).toBeGreaterThan(before.getTime());
});

test("the log holds each exchange once, and who came and went", async () => {
  const station = await tenant.withStation();
  const socket = await rawStation(at(one, station));
  await socket.boot();
  await socket.call("StatusNotification", { evseId: 1 });
  await socket.close(4711);
  await expect.poll(async () => (await rowOf(station)).isOnline).toBe(false);
  await one.settle();
  expect(await logOf(station)).toMatchObject([
    {
      outcome: "connected",
      request: { address: expect.stringContaining("127.0.0.1"), securityProfile: 1, compressed: false },
    },
    {
      outcome: "answered",
      direction: "in",
      action: "BootNotification",
      response: { status: "Accepted" },
      durationMs: expect.any(Number),
    },
    {
      outcome: "refused",
      direction: "in",
      action: "StatusNotification",
      errorCode: "OccurrenceConstraintViolation",
      request: { evseId: 1 },
      response: null,
    },
    { outcome: "disconnected", errorCode: "4711" },
  ]);
});

test("A01.FR.09: a password on its way to the station is in no log", async () => {
  const station = await tenant.withStation();
  const socket = await rawStation(at(one, station));
  await socket.boot();
  const password = "new-password-1234567890";
  const setVariableData = [
    { component: { name: "SecurityCtrlr" }, variable: { name: "BasicAuthPassword" }, attributeValue: password },
  ];
  await tenant.inside((ctx) =>
    sendRawCommand(ctx, station.id, commandOf("SetVariables") as never, { setVariableData }),
  );
  await one.settle();
  const [, id, , payload] = await socket.asked("SetVariables");
  expect(JSON.stringify(payload)).toContain(password);
  socket.sendFrame(3, id, {
    setVariableResult: [
      { attributeStatus: "Rejected", component: { name: "SecurityCtrlr" }, variable: { name: "BasicAuthPassword" } },
    ],
  });
  await socket.call("Authorize", { idToken: { idToken: "1234567", type: "KeyCode" } });
  socket.send(`[2,"b","SetVariables",{"attributeValue":"${password}"`);
  await socket.next();
  await one.settle();
  const log = JSON.stringify(await logOf(station));
  expect(log).toContain("SetVariables");
  expect(log).not.toContain(password);
  expect(log).not.toContain("1234567");
});

test("whoever watches the tenant is told of what was committed: the station, its connector, its messages", async () => {
  const bus = createBus({ databaseUrl });
  const inlet = await liveInlet(bus);
  afterAll(async () => {
    await inlet.close();
    await bus.close();
  });
  const station = await tenant.withStation();
  const told: LiveChange[] = [];
  inlet.watch(tenant.id, (changes) => told.push(...changes));
  const socket = await rawStation(at(one, station));
  await socket.boot();
  // Who watches is heard a moment after they begin to.
  await expect
    .poll(
      async () => {
        await socket.call("StatusNotification", statusNotification("Occupied"));
        return [
          ...new Set(told.filter(({ stationId, id }) => (stationId ?? id) === station.id).map(({ kind }) => kind)),
        ].sort();
      },
      { timeout: 10_000 },
    )
    .toEqual(expect.arrayContaining(["connector", "message"]));
});
