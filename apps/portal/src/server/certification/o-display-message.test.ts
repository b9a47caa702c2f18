import { listDisplayMessages } from "@stationmaster/domain/display-message";
import type { Req, Res } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { aLab, type Bench, now } from "../test/a-lab";

const lab = await aLab();

type Message = Req<"SetDisplayMessage">["message"];
const message = (more: Partial<Message> = {}): Message => ({
  ...{ id: 7, priority: "InFront", message: { format: "UTF8", language: "en", content: "Welcome" } },
  ...more,
});
const set = (bench: Bench, more: Partial<Message> = {}, status: Res<"SetDisplayMessage">["status"] = "Accepted") =>
  bench.operate("SetDisplayMessage", { message: message(more) }, { status });
const messages = async (bench: Bench) =>
  (await lab.inside((ctx) => listDisplayMessages(ctx, { stationId: bench.id }))).items;

async function shown(more: Partial<Message> = {}) {
  const bench = await lab.station();
  await set(bench, more);
  expect(await messages(bench)).toMatchObject([{ messageId: 7, standing: "shown" }]);
  return bench;
}

async function refused(status: Res<"SetDisplayMessage">["status"], more: Partial<Message> = {}) {
  const bench = await lab.station();
  await set(bench, more, status);
  expect(await messages(bench)).toMatchObject([{ messageId: 7, standing: "missing", status }]);
}

async function charging() {
  const bench = await lab.station();
  const session = bench.session();
  await session.plugged();
  await session.authorized();
  await session.charging();
  return { bench, session };
}

test("O01: a message is set (TC_O_01_CSMS)", async () => {
  await shown({ state: "Idle" });
});

test("O01: a message with its beginning (TC_O_13_CSMS)", async () => {
  await shown({ startDateTime: now(60) });
});

test("O01: a message with its end (TC_O_14_CSMS)", async () => {
  await shown({ endDateTime: now(60) });
});

test("O01: a message for one state (TC_O_25_CSMS)", async () => {
  await shown({ state: "Charging" });
});

test("O01: a priority the station does not have (TC_O_17_CSMS)", () =>
  refused("NotSupportedPriority", { priority: "AlwaysFront" }));
test("O01: a state the station does not have (TC_O_18_CSMS)", () => refused("NotSupportedState", { state: "Faulted" }));
test("O01: a format the station does not have (TC_O_19_CSMS)", () =>
  refused("NotSupportedMessageFormat", { message: { format: "HTML", content: "<b>Welcome</b>" } }));
test("O01: a message the station refuses (TC_O_26_CSMS)", () => refused("Rejected"));

async function shownDuring(more: Partial<Message> = {}) {
  const { bench, session } = await charging();
  await set(bench, { transactionId: session.transactionId, ...more });
  expect(await messages(bench)).toMatchObject([{ messageId: 7, standing: "shown", isOver: false }]);
  await session.ended();
  expect(await messages(bench)).toMatchObject([{ messageId: 7, isOver: true }]);
}

test("O02: a message for one session is over with it (TC_O_06_CSMS)", () => shownDuring());
test("O02: a message for one session with its beginning (TC_O_27_CSMS)", () => shownDuring({ startDateTime: now(5) }));
test("O02: a message for one session with its end (TC_O_28_CSMS)", () => shownDuring({ endDateTime: now(60) }));
test("O02: a session the station does not know (TC_O_10_CSMS)", () =>
  refused("UnknownTransaction", { transactionId: "nobody's" }));

type Filter = Omit<Req<"GetDisplayMessages">, "requestId">;
async function told(filter: Filter) {
  const bench = await lab.station();
  await bench.operate("GetDisplayMessages", { requestId: 3, ...filter }, { status: "Accepted" });
  const part = (id: number, tbc: boolean) =>
    bench.call("NotifyDisplayMessages", { requestId: 3, tbc, messageInfo: [message({ id, state: "Idle" })] });
  expect(await part(7, true)).toEqual({});
  expect(await part(8, false)).toEqual({});
  expect(await messages(bench)).toMatchObject([
    { messageId: 7, standing: "foreign" },
    { messageId: 8, standing: "foreign" },
  ]);
}
async function none(filter: Filter) {
  const bench = await shown();
  await bench.operate("GetDisplayMessages", { requestId: 4, ...filter }, { status: "Unknown" });
}

test("O03: all messages (TC_O_02_CSMS)", () => told({}));
test("O03: there are no messages (TC_O_03_CSMS)", () => none({}));
test("O04: messages by number (TC_O_07_CSMS)", () => told({ id: [7, 8] }));
test("O04: messages by priority (TC_O_08_CSMS)", () => told({ priority: "InFront" }));
test("O04: messages by state (TC_O_09_CSMS)", () => told({ state: "Idle" }));
test("O04: there are no such messages (TC_O_11_CSMS)", () => none({ id: [99] }));

test("O05: a message is taken away (TC_O_04_CSMS)", async () => {
  const bench = await shown();
  await bench.operate("ClearDisplayMessage", { id: 7 }, { status: "Accepted" });
  expect(await messages(bench)).toEqual([]);
});

test("O05: a message the station does not know (TC_O_05_CSMS)", async () => {
  const bench = await lab.station();
  await bench.operate("ClearDisplayMessage", { id: 99 }, { status: "Unknown" });
  expect(await messages(bench)).toEqual([]);
});

test("O06: a message takes the place of the one with its number (TC_O_12_CSMS)", async () => {
  const bench = await shown();
  await set(bench, { message: { format: "UTF8", content: "Out of order from noon" } });
  expect(await messages(bench)).toMatchObject([
    { standing: "shown", actual: { message: { content: "Out of order from noon" } } },
  ]);
});
