import { once } from "node:events";
import { and, eq, ocppMessages, stations, transactionEvents, transactions } from "@stationmaster/db";
import { aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { rawStation, statusNotification } from "./raw-station";

const server = await aServer({ limits: { pingEveryMs: 150, unfinishedWithinMs: 300, unsentBytes: 256 * 1024 } });
const { tenant } = await aTenant({ server });

async function aBootedStation(values = {}) {
  const station = await tenant.withStation(values);
  const socket = await rawStation(station);
  await socket.boot();
  return { station, socket };
}

const rowOf = ({ id }: TestStation) =>
  tenant.inside(async (ctx) => (await ctx.db.select().from(stations).where(eq(stations.id, id)))[0]!);
const logOf = async ({ id }: TestStation) => {
  await server.settle();
  return tenant.inside((ctx) => ctx.db.select().from(ocppMessages).where(eq(ocppMessages.stationId, id)));
};

type Case = [what: string, text: string, id: string, code: string];
const badFrames: Case[] = [
  ["broken JSON", '[2,"a","Heartbeat",{', "-1", "RpcFrameworkError"],
  ["no array", '{"hello":1}', "-1", "RpcFrameworkError"],
  ["an empty array", "[]", "-1", "RpcFrameworkError"],
  ["an empty text", "", "-1", "RpcFrameworkError"],
  ["too short", '[2,"a","Heartbeat"]', "a", "RpcFrameworkError"],
  ["too long", '[2,"a","Heartbeat",{},1]', "a", "RpcFrameworkError"],
  ["an id too long", `[2,"${"i".repeat(37)}","Heartbeat",{}]`, "-1", "RpcFrameworkError"],
  ["an id that is a number", '[2,7,"Heartbeat",{}]', "-1", "RpcFrameworkError"],
  ["an unknown action", '[2,"a","CustomOperation",{}]', "a", "NotImplemented"],
  ["an action of an object's own", '[2,"a","constructor",{}]', "a", "NotImplemented"],
  ["an action that is ours to send", '[2,"a","Reset",{"type":"Immediate"}]', "a", "NotSupported"],
  ["a payload of null", '[2,"a","Heartbeat",null]', "a", "ProtocolError"],
  [
    "a wrong type",
    `[2,"a","StatusNotification",${JSON.stringify({ ...statusNotification(), evseId: "1" })}]`,
    "a",
    "TypeConstraintViolation",
  ],
  ["a missing field", '[2,"a","StatusNotification",{"evseId":1}]', "a", "OccurrenceConstraintViolation"],
  [
    "a wrong enum",
    `[2,"a","StatusNotification",${JSON.stringify({ ...statusNotification(), connectorStatus: "Charging" })}]`,
    "a",
    "PropertyConstraintViolation",
  ],
  [
    "half a character",
    `[2,"a","StatusNotification",${JSON.stringify(statusNotification()).replace("Available", "\\ud800")}]`,
    "a",
    "FormatViolation",
  ],
  ["a million brackets", "[".repeat(500_000), "-1", "RpcFrameworkError"],
];

test.each(badFrames)("%s is answered by the right CALLERROR, and the socket stays", async (_what, text, id, code) => {
  const { socket } = await aBootedStation();
  socket.send(text);
  const [type, answeredId, answeredCode, description] = await socket.next();
  expect([type, answeredId, answeredCode]).toEqual([4, id, code]);
  expect(String(description).length).toBeGreaterThan(5);
  expect(String(description).length).toBeLessThanOrEqual(255);
  expect((await socket.call("Heartbeat", {}))[0]).toBe(3);
});

test("a binary frame and a text that is not UTF-8 are bad frames, not the end of the connection", async () => {
  const { station, socket } = await aBootedStation();
  socket.send(Buffer.from([1, 2, 3]));
  expect(await socket.next()).toMatchObject([4, "-1", "RpcFrameworkError", expect.stringContaining("binary"), {}]);
  socket.socket.send(Buffer.from([0x22, 0xff, 0x22]), { binary: false });
  expect(await socket.next()).toMatchObject([4, "-1", "RpcFrameworkError", expect.stringContaining("UTF-8"), {}]);
  expect((await socket.call("Heartbeat", {}))[0]).toBe(3);
  expect((await logOf(station)).filter(({ outcome }) => outcome === "unreadable")).toHaveLength(2);
  expect(await rowOf(station)).toMatchObject({ badFrames: 2 });
});

test("E4: a message of an unknown type is ignored, and kept in the log", async () => {
  const { station, socket } = await aBootedStation();
  socket.send('[6,"x","Heartbeat",{}]');
  expect((await socket.call("Heartbeat", {}))[0]).toBe(3);
  expect(socket.frames).toEqual([]);
  expect(await logOf(station)).toContainEqual(
    expect.objectContaining({ outcome: "unreadable", raw: '[6,"x","Heartbeat",{}]' }),
  );
});

test("a frame over the limit closes the socket with 1009", async () => {
  const { socket } = await aBootedStation();
  socket.send(`[2,"a","DataTransfer",{"vendorId":"${"x".repeat(1024 * 1024)}"}]`);
  expect(await socket.closed).toMatchObject({ code: 1009 });
});

test("a compressed frame that grows over the limit closes the socket with 1009", async () => {
  const station = await tenant.withStation();
  const socket = await rawStation(station, { perMessageDeflate: { threshold: 0 } });
  socket.send(`[2,"a","DataTransfer",{"vendorId":"${"x".repeat(8 * 1024 * 1024)}"}]`);
  expect(await socket.closed).toMatchObject({ code: 1009 });
});

test("a message whose fragments never end is given up, while the station still answers pings", async () => {
  const { socket } = await aBootedStation();
  socket.socket.send('[2,"a",', { fin: false });
  expect(await socket.closed).toEqual({ code: 1008, reason: "a message was begun and never finished" });
});

test("a message in fragments that do end is a message, also when slow", async () => {
  const { socket } = await aBootedStation();
  socket.socket.send('[2,"a",', { fin: false });
  await once(socket.socket, "ping");
  socket.socket.send('"Heartbeat",{}]', { fin: true });
  expect(await socket.next()).toMatchObject([3, "a", {}]);
});

test("an unknown property is left out and counted; where the tenant wants it so it is refused", async () => {
  const { station, socket } = await aBootedStation();
  const odd = { ...statusNotification(), mood: "good" };
  expect((await socket.call("StatusNotification", odd))[0]).toBe(3);
  expect(await logOf(station)).toContainEqual(expect.objectContaining({ action: "StatusNotification", request: odd }));
  expect(await rowOf(station)).toMatchObject({ unknownProperties: 1 });

  const { tenant: strict } = await aTenant({ server, unknownProperties: "refuse" });
  const other = await rawStation(await strict.withStation());
  await other.boot();
  expect(await other.call("StatusNotification", odd)).toMatchObject([
    4,
    expect.anything(),
    "FormatViolation",
    expect.stringContaining("mood"),
    {},
  ]);
});

const started = (transactionId: string, seqNo = 0, extra: object = {}) => ({
  eventType: seqNo === 0 ? "Started" : "Updated",
  timestamp: new Date().toISOString(),
  triggerReason: "CablePluggedIn",
  seqNo,
  transactionInfo: { transactionId },
  evse: { id: 1, connectorId: 1 },
  ...extra,
});
const eventsOf = (station: TestStation, ocppId: string) =>
  tenant.inside((ctx) =>
    ctx.db
      .select({ seqNo: transactionEvents.seqNo })
      .from(transactionEvents)
      .innerJoin(transactions, eq(transactions.id, transactionEvents.transactionId))
      .where(and(eq(transactions.stationId, station.id), eq(transactions.ocppId, ocppId)))
      .orderBy(transactionEvents.seqNo),
  );

test("a message that comes again under its id hears the same and does nothing twice", async () => {
  const { station, socket } = await aBootedStation();
  const first = await socket.call("TransactionEvent", started("again"), "same-id");
  const event = started("again-2");
  const answers = [
    await socket.call("TransactionEvent", event, "id-2"),
    await socket.call("TransactionEvent", event, "id-2"),
  ];
  expect(first[0]).toBe(3);
  expect(answers[1]).toEqual(answers[0]);
  expect(await eventsOf(station, "again-2")).toHaveLength(1);

  // The answer was lost with the line, and the station repeats on a new one.
  socket.socket.terminate();
  const next = await rawStation(station);
  expect(await next.call("TransactionEvent", event, "id-2")).toEqual(answers[0]);
  expect(await eventsOf(station, "again-2")).toHaveLength(1);
});

test("the same id with other words is another message: nothing valid is lost", async () => {
  const { station, socket } = await aBootedStation();
  await socket.call("TransactionEvent", started("counted", 0), "1");
  expect((await socket.call("TransactionEvent", started("counted", 1), "1"))[0]).toBe(3);
  expect(await eventsOf(station, "counted")).toHaveLength(2);
});

test("many calls at once are answered in their order, and an id still in process is refused", async () => {
  const { station, socket } = await aBootedStation();
  for (let seqNo = 0; seqNo < 20; seqNo++)
    socket.sendFrame(2, `m${seqNo}`, "TransactionEvent", started("burst", seqNo));
  socket.sendFrame(2, "m19", "Heartbeat", {});
  const refused = await socket.next(([type]) => type === 4);
  expect(refused).toMatchObject([4, "m19", "RpcFrameworkError", expect.stringContaining("in process"), {}]);
  for (let seqNo = 0; seqNo < 20; seqNo++) expect((await socket.next())[1]).toBe(`m${seqNo}`);
  expect((await eventsOf(station, "burst")).map(({ seqNo }) => seqNo)).toEqual(Array.from({ length: 20 }, (_, n) => n));
});

test("a flood is slowed and never closed, every frame of it is answered, and the neighbour does not notice", async () => {
  const { socket } = await aBootedStation();
  const { socket: neighbour } = await aBootedStation();
  const frames = 3_000;
  for (let n = 0; n < frames; n++) socket.sendFrame(2, `f${n}`, "StatusNotification", statusNotification());
  expect((await neighbour.call("Heartbeat", {}))[0]).toBe(3);
  for (let n = 0; n < frames; n++) await socket.next(([type, id]) => type === 3 && id === `f${n}`);
  expect(socket.socket.readyState).toBe(1);
  expect(await server.metrics.text()).toMatch(/stationmaster_ocpp_paused_total [1-9]/);
}, 60_000);

test("a station that never reads is cut off, and the others do not notice", async () => {
  const { socket } = await aBootedStation();
  const { socket: neighbour } = await aBootedStation();
  socket.socket.pause();
  const big = `[2,"${"i".repeat(30)}","Heartbeat",{"customData":{"vendorId":"v"}}`;
  let sent = 0;
  const pump = setInterval(() => {
    for (let n = 0; n < 500; n++) socket.send(`${big},${sent++}]`);
  }, 1);
  await expect
    .poll(() => server.metrics.text(), { timeout: 50_000 })
    .toMatch(/closes_total\{why="(does-not-read|dead)"\} 1/);
  clearInterval(pump);
  expect((await neighbour.call("Heartbeat", {}))[0]).toBe(3);
});

test("a dead socket is noticed by its silence", async () => {
  const station = await tenant.withStation();
  const socket = await rawStation(station, { autoPong: false });
  await socket.boot();
  expect(await socket.closed).toMatchObject({ code: 1006 });
  await expect.poll(async () => (await rowOf(station)).isOnline).toBe(false);
});

test("a second socket of the same identity replaces the first at once, whose late end changes nothing", async () => {
  const { station, socket } = await aBootedStation();
  const second = await rawStation(station);
  expect(await socket.closed).toEqual({ code: 1008, reason: "replaced by a newer connection of this station" });
  expect((await second.call("Heartbeat", {}))[0]).toBe(3);
  await server.settle();
  expect(await rowOf(station)).toMatchObject({ isOnline: true, connectionEpoch: 2 });
});

test("answers to calls never made, with whatever id, are kept as unmatched", async () => {
  const { station, socket } = await aBootedStation();
  socket.sendFrame(3, "never-asked", { status: "Accepted" });
  socket.sendFrame(4, "-1", "InternalError", "", {});
  socket.sendFrame(4, "x", "SomeCode", "what", "a string as details");
  socket.sendFrame(3, "y", null);
  expect((await socket.call("Heartbeat", {}))[0]).toBe(3);
  expect(socket.frames).toEqual([]);
  expect(
    (await logOf(station))
      .filter(({ outcome }) => outcome === "unmatched")
      .map(({ messageId }) => messageId)
      .sort(),
  ).toEqual(["-1", "never-asked", "x"]);
});

test("a clock years off, an EVSE nobody announced, odd numbers: answered and stored", async () => {
  const { station, socket } = await aBootedStation();
  const odd = started("odd", 0, { timestamp: "1970-01-01T00:00:01Z", evse: { id: 77, connectorId: 0 } });
  expect((await socket.call("TransactionEvent", odd))[0]).toBe(3);
  expect(
    (await socket.call("TransactionEvent", started("odd", 1, { timestamp: "2099-12-31T23:59:59.999+14:00" })))[0],
  ).toBe(3);
  expect(
    (
      await socket.call("TransactionEvent", {
        ...started("never-started", 2_147_483_647),
        eventType: "Ended",
        triggerReason: "StopAuthorized",
      })
    )[0],
  ).toBe(3);
  expect(await eventsOf(station, "odd")).toHaveLength(2);
  expect(await eventsOf(station, "never-started")).toHaveLength(1);
});

test("what a station said just before its line broke is stored all the same", async () => {
  const { station, socket } = await aBootedStation();
  for (let seqNo = 0; seqNo < 10; seqNo++)
    socket.sendFrame(2, `m${seqNo}`, "TransactionEvent", started("last-words", seqNo));
  socket.socket.close();
  await expect.poll(() => eventsOf(station, "last-words")).toHaveLength(10);
});
