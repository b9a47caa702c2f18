import { deviceVariables, displayMessages, eq, stationCommands, transactions } from "@stationmaster/db";
import type { CommandAction, Req, Res } from "@stationmaster/ocpp";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import {
  type Command,
  cancelCommand,
  claimCommand,
  commandOf,
  requireCommand,
  sendCommand,
  sendRawCommand,
  settleCommand,
} from "../..";
import { clearDisplayMessage, getDisplayMessages, listDisplayMessages, setDisplayMessage } from ".";
import type { MessageInfo } from "./message-on-display";
import { notifyDisplayMessages } from "./notify-display-messages";

const room = await aRoom();
const tenant = await room.tenant();
const booted = () => tenant.station({ bootStatus: "Accepted" });

const send = <A extends CommandAction, Input>(station: RoomStation, command: Command<A, Input>, input: Input) =>
  tenant.inside((ctx) => sendCommand(ctx, station.id, command, input));
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
  const row = await send(station, command, input);
  await answer(station, row.id, response);
  return row;
};
const accepted = { status: "Accepted" } as const;

const hello = (values: object = {}) => ({
  ...{ priority: "NormalCycle" as const, format: "UTF8" as const, content: "Guten Tag", language: "de" },
  ...values,
});
const onDisplay = (id: number, values: Partial<MessageInfo> = {}): MessageInfo => ({
  ...{ id, priority: "NormalCycle", message: { format: "UTF8", content: `message ${id}` } },
  ...values,
});
const notify = (station: RoomStation, requestId: number, tbc: boolean, ...messages: MessageInfo[]) =>
  tenant.asStation(station, (ctx) =>
    notifyDisplayMessages.handle(ctx, {
      ...{ requestId, tbc },
      ...(messages.length > 0 ? { messageInfo: messages as Req<"NotifyDisplayMessages">["messageInfo"] & object } : {}),
    }),
  );
const list = async (station: RoomStation, withGone = false) =>
  (await tenant.inside((ctx) => listDisplayMessages(ctx, { stationId: station.id, withGone }))).items;
const standings = async (station: RoomStation) =>
  Object.fromEntries((await list(station, true)).map(({ messageId, standing }) => [messageId, standing]));

test("O01: a message is wanted when it is asked for, and shown when the station took it", async () => {
  const station = await booted();
  const { id, request } = await send(station, setDisplayMessage, hello({ state: "Idle" }));
  expect(await list(station)).toMatchObject([{ standing: "setting", actual: null }]);
  await answer(station, id, accepted);
  const { message } = request as Req<"SetDisplayMessage">;
  expect(await list(station)).toMatchObject([
    { messageId: message.id, standing: "shown", status: "Accepted", wanted: message, actual: message, isOver: false },
  ]);
  expect(message).toEqual({
    ...{ id: message.id, priority: "NormalCycle", state: "Idle" },
    message: { format: "UTF8", content: "Guten Tag", language: "de" },
  });
});

test("O01: what the station does not take is missing, in its own word; what it says it cannot show is not sent", async () => {
  const station = await booted();
  await ask(station, setDisplayMessage, hello(), {
    ...{ status: "NotSupportedPriority", statusInfo: { reasonCode: "UnsupportedParam" } },
  });
  expect(await list(station)).toMatchObject([
    { standing: "missing", status: "NotSupportedPriority", reason: "UnsupportedParam", actual: null },
  ]);
  await tenant.inside((ctx) =>
    ctx.db.insert(deviceVariables).values({
      ...{ stationId: station.id, key: "displaymessagectrlr||||supportedformats|", attributeType: "Actual" },
      ...{ component: "DisplayMessageCtrlr", variable: "SupportedFormats", value: "ASCII, URI" },
      reportedAt: room.clock.now,
    }),
  );
  await expect(send(station, setDisplayMessage, hello())).rejects.toMatchObject({ kind: "invalid", field: "format" });
  const ended = hello({ format: "ASCII", endsAt: new Date(room.clock.now.getTime() - 1) });
  await expect(send(station, setDisplayMessage, ended)).rejects.toMatchObject({ kind: "invalid", field: "endsAt" });
});

test("O06: a message replaces the one of its id; refused, the former stays on the display", async () => {
  const station = await booted();
  await ask(station, setDisplayMessage, hello({ id: 7, content: "old" }), accepted);
  await ask(station, setDisplayMessage, hello({ id: 7, content: "new" }), { status: "Rejected" });
  expect(await list(station)).toMatchObject([
    {
      standing: "differs",
      status: "Rejected",
      wanted: { message: { content: "new" } },
      actual: { message: { content: "old" } },
    },
  ]);
  await ask(station, setDisplayMessage, hello({ id: 7, content: "newer" }), accepted);
  expect(await list(station)).toMatchObject([{ standing: "shown", actual: { message: { content: "newer" } } }]);
});

test("O01: a new message in front of all replaces the former", async () => {
  const station = await booted();
  await ask(station, setDisplayMessage, hello({ id: 1, priority: "AlwaysFront" }), accepted);
  await ask(station, setDisplayMessage, hello({ id: 2 }), accepted);
  await ask(station, setDisplayMessage, hello({ id: 3, priority: "AlwaysFront" }), accepted);
  expect(await standings(station)).toEqual({ 1: "gone", 2: "shown", 3: "shown" });
});

test("O02: a message of a session is over when the session is; an unknown session is said to be so", async () => {
  const station = await booted();
  const transactionId = uuidv7();
  await tenant.inside((ctx) =>
    ctx.db.insert(transactions).values({
      ...{
        id: transactionId,
        stationId: station.id,
        ocppId: "TX-9",
        startedAt: room.clock.now,
        firstSeq: 0,
        lastSeq: 0,
      },
      ...{ lastEventAt: room.clock.now, lastReceivedAt: room.clock.now },
    }),
  );
  await ask(station, setDisplayMessage, hello({ id: 1, transactionId: "TX-9" }), accepted);
  await ask(station, setDisplayMessage, hello({ id: 2, transactionId: "TX-0" }), { status: "UnknownTransaction" });
  expect(await list(station)).toMatchObject([{ isOver: false }, { standing: "missing", status: "UnknownTransaction" }]);
  await tenant.inside((ctx) =>
    ctx.db.update(transactions).set({ isActive: false }).where(eq(transactions.id, transactionId)),
  );
  expect(await list(station)).toMatchObject([{ isOver: true }, {}]);
});

test("O03: the list in parts is what is there; the rest is not, and what we never set is foreign", async () => {
  const station = await booted();
  await ask(station, setDisplayMessage, hello({ id: 1, content: "message 1", language: undefined }), accepted);
  await ask(station, setDisplayMessage, hello({ id: 2 }), accepted);
  const { id, requestId } = await ask(station, getDisplayMessages, {}, accepted);
  await notify(station, requestId!, true, onDisplay(1));
  await notify(station, requestId!, true, onDisplay(1));
  expect(await standings(station)).toEqual({ 1: "shown", 2: "shown" });
  await notify(station, requestId!, false, onDisplay(9));
  expect(await standings(station)).toEqual({ 1: "shown", 2: "missing", 9: "foreign" });
  const [command] = await tenant.inside((ctx) =>
    ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id)),
  );
  expect(command!.observed).toEqual({ parts: 2, messages: 2 });
});

test("O04: a question about some says nothing of the others; Unknown says that there are none of them", async () => {
  const station = await booted();
  for (const id of [1, 2]) await ask(station, setDisplayMessage, hello({ id, state: "Charging" }), accepted);
  await ask(station, setDisplayMessage, hello({ id: 3, state: "Idle" }), accepted);
  await ask(station, getDisplayMessages, { ids: [1] }, { status: "Unknown" });
  expect(await standings(station)).toEqual({ 1: "missing", 2: "shown", 3: "shown" });
  const { requestId } = await ask(station, getDisplayMessages, { state: "Charging" }, accepted);
  await notify(station, requestId!, false);
  expect(await standings(station)).toEqual({ 1: "missing", 2: "missing", 3: "shown" });
});

test("O03: a list that nobody asked for, or that never ends, adds what it says and says nothing of the rest", async () => {
  const station = await booted();
  await ask(station, setDisplayMessage, hello({ id: 1 }), accepted);
  await notify(station, 4711, false, onDisplay(5));
  const { requestId } = await ask(station, getDisplayMessages, {}, accepted);
  await notify(station, requestId!, true, onDisplay(6));
  expect(await standings(station)).toEqual({ 1: "shown", 5: "foreign", 6: "foreign" });
});

test("O03: a part that comes twice, also after the end, takes nothing away; neither does one that comes after the last", async () => {
  const station = await booted();
  for (const id of [1, 2, 3]) await ask(station, setDisplayMessage, hello({ id, content: `message ${id}` }), accepted);
  const { requestId } = await ask(station, getDisplayMessages, {}, accepted);
  await notify(station, requestId!, true, onDisplay(1));
  await notify(station, requestId!, false, onDisplay(2));
  await notify(station, requestId!, false, onDisplay(2));
  const present = { 1: "differs", 2: "differs", 3: "missing" };
  expect(await standings(station)).toEqual(present);
  await notify(station, requestId!, true, onDisplay(3));
  expect(await standings(station)).toEqual({ ...present, 3: "differs" });
});

test("O03: a requestId that is used again begins a list of its own", async () => {
  const station = await booted();
  for (const id of [1, 2]) await ask(station, setDisplayMessage, hello({ id }), accepted);
  const again = async () => {
    const command = requireCommand("GetDisplayMessages");
    const { id } = await tenant.inside((ctx) => sendRawCommand(ctx, station.id, command, { requestId: 7 }));
    await answer(station, id, accepted);
  };
  await again();
  await notify(station, 7, true, onDisplay(1));
  await again();
  await notify(station, 7, false, onDisplay(2));
  expect(await standings(station)).toMatchObject({ 1: "missing", 2: "differs" });
});

test("O03: what a station took while it was listing is not missing in that list", async () => {
  const station = await booted();
  const { requestId } = await ask(station, getDisplayMessages, {}, accepted);
  room.clock.now = new Date(room.clock.now.getTime() + 1_000);
  await ask(station, setDisplayMessage, hello({ id: 1 }), accepted);
  await notify(station, requestId!, false, onDisplay(9));
  expect(await standings(station)).toEqual({ 1: "shown", 9: "foreign" });
});

test("O03: of a message the station would not take, its list says that it is not there", async () => {
  const station = await booted();
  await ask(station, setDisplayMessage, hello({ id: 1 }), { status: "Rejected" });
  expect(await list(station)).toMatchObject([{ standing: "missing", actualAt: null }]);
  await ask(station, getDisplayMessages, {}, { status: "Unknown" });
  expect(await list(station)).toMatchObject([{ standing: "missing", actualAt: room.clock.now, actualFrom: null }]);
});

test("O01: a new message never takes the number of one that is there, and one withdrawn in time is not wanted", async () => {
  const station = await booted();
  await notify(station, 4711, false, onDisplay(1), onDisplay(2));
  const { id, request } = await send(station, setDisplayMessage, hello());
  expect((request as Req<"SetDisplayMessage">).message.id).toBe(3);
  await tenant.inside((ctx) => cancelCommand(ctx, commandOf, id));
  expect(await standings(station)).toEqual({ 1: "foreign", 2: "foreign", 3: "gone" });
});

test("O05: cleared or unknown, a message is gone; a clearing that is withdrawn leaves it wanted", async () => {
  const station = await booted();
  for (const id of [1, 2, 3]) await ask(station, setDisplayMessage, hello({ id }), accepted);
  await ask(station, clearDisplayMessage, { id: 1 }, accepted);
  await ask(station, clearDisplayMessage, { id: 2 }, { status: "Unknown" });
  const { id } = await send(station, clearDisplayMessage, { id: 3 });
  expect(await standings(station)).toEqual({ 1: "gone", 2: "gone", 3: "clearing" });
  await tenant.inside((ctx) => cancelCommand(ctx, commandOf, id));
  expect(await standings(station)).toEqual({ 1: "gone", 2: "gone", 3: "shown" });
});

test("O05: a clearing that was never answered leaves a message that is not wanted", async () => {
  const station = await booted();
  await ask(station, setDisplayMessage, hello({ id: 1 }), accepted);
  const { id } = await tenant.inside((ctx) =>
    sendRawCommand(ctx, station.id, requireCommand("ClearDisplayMessage"), { id: 1 }),
  );
  await tenant.inside((ctx) => claimCommand(ctx, station));
  await tenant.inside((ctx) => settleCommand(ctx, commandOf, id, station.epoch, { kind: "silent" }));
  expect(await list(station)).toMatchObject([{ standing: "unwanted", status: "silent", wanted: null }]);
});

test("O03: another tenant cannot see or set what a station shows", async () => {
  const station = await booted();
  await ask(station, setDisplayMessage, hello({ id: 1 }), accepted);
  const other = await room.tenant();
  expect((await other.inside((ctx) => listDisplayMessages(ctx, { stationId: station.id }))).items).toEqual([]);
  await expect(
    other.inside((ctx) => sendCommand(ctx, station.id, setDisplayMessage, { ...hello(), id: 2 })),
  ).rejects.toMatchObject({ cause: { code: "23503" } });
  await expect(
    other.asStation(station, (ctx) => notifyDisplayMessages.handle(ctx, { requestId: 1, messageInfo: [onDisplay(8)] })),
  ).rejects.toMatchObject({ cause: { code: "23503" } });
  expect(await tenant.inside((ctx) => ctx.db.$count(displayMessages, eq(displayMessages.stationId, station.id)))).toBe(
    1,
  );
});
