import { createBus, doorbell } from "@stationmaster/bus";
import { connect, deviceVariables, eq, ocppMessages, stationCommands, stations } from "@stationmaster/db";
import { commandOf, inTenant, type Outcome, sendRawCommand, systemActor } from "@stationmaster/domain";
import { aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { afterAll, expect, test } from "vitest";
import { type RawStation, rawStation } from "./raw-station";

const server = await aServer({ limits: { answerWithinMs: 400 } });
const { tenant } = await aTenant({ server });

// The portal, as far as commands go: another process with the same bus.
const bus = createBus({ databaseUrl: server.databaseUrl });
const app = connect(server.databaseUrl, { role: "app", max: 2 });
afterAll(async () => {
  await bus.close();
  await app.sql.end();
});
const bell = doorbell(bus);
const portal = {
  db: app.db,
  announce(tenantId: string, announcement: { kind: string; bell?: object }) {
    if (announcement.kind === "ring") void bell.ring({ tenantId, ...announcement.bell } as never);
  },
};
type Options = Parameters<typeof sendRawCommand>[4];
const send = ({ id }: TestStation, action: string, payload: object = {}, options?: Options) =>
  inTenant(portal, tenant.id, systemActor, (ctx) =>
    sendRawCommand(ctx, id, commandOf(action) as never, payload, options),
  );
const rowOf = (id: string) =>
  tenant.inside(async (ctx) => (await ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id)))[0]!);
const settled = async (id: string) => {
  await expect.poll(async () => (await rowOf(id)).status, { timeout: 10_000 }).not.toMatch(/queued|sent/);
  return rowOf(id);
};

async function aBootedStation() {
  const station = await tenant.withStation();
  const socket = await rawStation(station);
  await socket.boot();
  return { station, socket };
}

test("a command reaches a connected station at once, and its answer is kept", async () => {
  const { station, socket } = await aBootedStation();
  const command = await send(station, "ClearCache");
  const [, id] = await socket.asked("ClearCache");
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  socket.sendFrame(3, id, { status: "Accepted" });
  expect(await settled(command.id)).toMatchObject({
    status: "answered",
    response: { status: "Accepted" },
    sentEpoch: 1,
    messageId: id,
  });
});

test("commands go one at a time and in order, and a silent one lets the next go on", async () => {
  const { station, socket } = await aBootedStation();
  const commands = [
    await send(station, "ClearCache"),
    await send(station, "GetLocalListVersion"),
    await send(station, "UnlockConnector", { evseId: 1, connectorId: 1 }),
  ];
  const first = await socket.next(([type]) => type === 2);
  expect(first[2]).toBe("ClearCache");
  expect(socket.frames).toEqual([]);
  // Ours does not keep the station from asking.
  expect((await socket.call("Heartbeat", {}))[0]).toBe(3);
  socket.sendFrame(3, first[1], { status: "Rejected" });
  const second = await socket.asked("GetLocalListVersion");
  const third = await socket.asked("UnlockConnector");
  socket.sendFrame(3, third[1], { status: "Unlocked" });
  expect((await settled(commands[2]!.id)).status).toBe("answered");
  expect((await settled(commands[1]!.id)).status).toBe("silent");

  // The late answer changes nothing and is kept.
  socket.sendFrame(3, second[1], { versionNumber: 3 });
  await socket.call("Heartbeat", {});
  await server.settle();
  const log = await tenant.inside((ctx) =>
    ctx.db.select().from(ocppMessages).where(eq(ocppMessages.stationId, station.id)),
  );
  expect(log).toContainEqual(
    expect.objectContaining({ outcome: "unmatched", action: "GetLocalListVersion", response: { versionNumber: 3 } }),
  );
  expect(log).toContainEqual(
    expect.objectContaining({ outcome: "silent", action: "GetLocalListVersion", direction: "out" }),
  );
});

const odd: [string, (socket: RawStation, id: unknown) => void, Outcome][] = [
  [
    "a CALLERROR",
    (socket, id) => socket.sendFrame(4, id, "NotSupported", "no lock", {}),
    { kind: "refused", error: { code: "NotSupported", description: "no lock" } },
  ],
  [
    "a CALLERROR in another spelling, with a text as details",
    (socket, id) => socket.sendFrame(4, id, "OccurenceConstraintViolation", "", "why"),
    { kind: "refused", error: { code: "OccurrenceConstraintViolation", description: "", details: "why" } },
  ],
  [
    "a CALLERROR of a code nobody defined",
    (socket, id) => socket.sendFrame(4, id, "VendorTrouble", "x", { a: 1 }),
    { kind: "refused", error: { code: "VendorTrouble", description: "x", details: { a: 1 } } },
  ],
  [
    "an answer that breaks the schema",
    (socket, id) => socket.sendFrame(3, id, { status: "Maybe" }),
    { kind: "refused", error: { code: "FormatViolation", description: expect.stringContaining("/status") } },
  ],
  [
    "statusInfo: null",
    (socket, id) => socket.sendFrame(3, id, { status: "Accepted", statusInfo: null }),
    { kind: "refused", error: { code: "FormatViolation", description: expect.stringContaining("statusInfo") } },
  ],
  [
    "a result that is no object",
    (socket, id) => socket.sendFrame(3, id, null),
    { kind: "refused", error: { code: "FormatViolation", description: expect.stringContaining("object") } },
  ],
];

test.each(odd)("%s settles the command, and the socket stays", async (_what, answer, expected) => {
  const { station, socket } = await aBootedStation();
  const command = await send(station, "ClearCache");
  const [, id] = await socket.asked("ClearCache");
  answer(socket, id);
  const { kind, ...rest } = expected;
  expect(await settled(command.id)).toMatchObject({ status: kind, ...rest });
  expect((await socket.call("Heartbeat", {}))[0]).toBe(3);
});

test("a property that the schema does not know is no reason to refuse an answer", async () => {
  const { station, socket } = await aBootedStation();
  const command = await send(station, "ClearCache");
  const [, id] = await socket.asked("ClearCache");
  socket.sendFrame(3, id, { status: "Accepted", mood: "good" });
  expect(await settled(command.id)).toMatchObject({ status: "answered", response: { status: "Accepted" } });
});

test("a command for an offline station waits for it", async () => {
  const station = await tenant.withStation();
  const command = await send(station, "ClearCache");
  const socket = await rawStation(station);
  await socket.boot();
  const [, id] = await socket.asked("ClearCache");
  socket.sendFrame(3, id, { status: "Accepted" });
  expect((await settled(command.id)).status).toBe("answered");
});

test("nothing is sent before the boot is answered", async () => {
  const station = await tenant.withStation();
  await send(station, "ClearCache");
  const socket = await rawStation(station);
  await server.settle();
  const [, id] = await socket.boot();
  expect((await socket.asked("ClearCache"))[0]).toBe(2);
  expect(id).toBeDefined();
});

test("a command that is not due yet is sent when it is", async () => {
  const { station, socket } = await aBootedStation();
  const at = Date.now() + 700;
  await send(station, "ClearCache", {}, { notBefore: new Date(at) });
  await socket.asked("ClearCache");
  expect(Date.now()).toBeGreaterThanOrEqual(at);
});

test("when the line breaks before the answer, what may be repeated is sent again and what may not is silent", async () => {
  const { station, socket } = await aBootedStation();
  const unlock = await send(station, "UnlockConnector", { evseId: 1, connectorId: 1 });
  await socket.asked("UnlockConnector");
  socket.socket.terminate();
  expect((await settled(unlock.id)).status).toBe("silent");

  const again = await rawStation(station);
  const question = await send(station, "GetVariables", {
    getVariableData: [{ component: { name: "A" }, variable: { name: "B" } }],
  });
  await again.asked("GetVariables");
  again.socket.terminate();
  const third = await rawStation(station);
  const [, id] = await third.asked("GetVariables");
  third.sendFrame(3, id, {
    getVariableResult: [{ attributeStatus: "UnknownVariable", component: { name: "A" }, variable: { name: "B" } }],
  });
  expect((await settled(question.id)).status).toBe("answered");
});

test("GetVariables is split by the station's ItemsPerMessage, and the record shows the whole", async () => {
  const { station, socket } = await aBootedStation();
  await tenant.inside((ctx) =>
    ctx.db
      .update(stations)
      .set({ itemsPerMessage: { GetVariables: 2 } })
      .where(eq(stations.id, station.id)),
  );
  const names = ["A", "B", "C", "D", "E"];
  const command = await send(station, "GetVariables", {
    getVariableData: names.map((name) => ({ component: { name }, variable: { name: "V" } })),
  });
  const asked: number[] = [];
  for (let n = 0; n < 3; n++) {
    const [, id, , payload] = (await socket.asked("GetVariables")) as [
      number,
      string,
      string,
      { getVariableData: { component: object }[] },
    ];
    asked.push(payload.getVariableData.length);
    socket.sendFrame(3, id, {
      getVariableResult: payload.getVariableData.map(({ component }) => ({
        component,
        variable: { name: "V" },
        attributeStatus: "Accepted",
        attributeValue: "1",
      })),
    });
  }
  expect(asked).toEqual([2, 2, 1]);
  const row = await settled(command.id);
  expect(
    (row.response as { getVariableResult: { component: { name: string } }[] }).getVariableResult.map(
      ({ component }) => component.name,
    ),
  ).toEqual(names);
});

test("B05: of values set in several requests, what was answered before one fails is kept and holds", async () => {
  const { station, socket } = await aBootedStation();
  await tenant.inside((ctx) =>
    ctx.db
      .update(stations)
      .set({ itemsPerMessage: { SetVariables: 1 } })
      .where(eq(stations.id, station.id)),
  );
  const place = (name: string) => ({ component: { name }, variable: { name: "V" } });
  const command = await send(station, "SetVariables", {
    setVariableData: ["A", "B"].map((name) => ({ ...place(name), attributeValue: "1" })),
  });
  const [, first] = await socket.asked("SetVariables");
  const setVariableResult = [{ ...place("A"), attributeStatus: "Accepted" }];
  socket.sendFrame(3, first, { setVariableResult });
  const [, second] = await socket.asked("SetVariables");
  socket.sendFrame(4, second, "InternalError", "flash memory is full", {});
  expect(await settled(command.id)).toMatchObject({
    ...{ status: "refused", response: { setVariableResult }, error: { code: "InternalError" } },
  });
  const variables = await tenant.inside((ctx) =>
    ctx.db.select().from(deviceVariables).where(eq(deviceVariables.stationId, station.id)),
  );
  expect(variables).toMatchObject([{ component: "A", variable: "V", value: "1" }]);
});
