import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { type Command, claimCommand, type Outcome, sendCommand, sendRawCommand, settleCommand } from "../../kernel";
import { dataTransfer, listDataTransfers, messages, registerVendor } from ".";

const room = await aRoom();
const tenant = await room.tenant();
const [fromStation] = messages;

const say = (station: RoomStation, request: Req<"DataTransfer">) =>
  tenant.asStation(station, (ctx) => fromStation!.handle(ctx, request));
const page = (station: RoomStation, input: object = {}) =>
  tenant.inside((ctx) => listDataTransfers(ctx, { stationId: station.id, ...input }));
const kept = async (station: RoomStation, input: object = {}) => (await page(station, input)).items;
const settle = (station: RoomStation, outcome: Outcome) =>
  tenant.inside(async (ctx) => {
    const { command } = await claimCommand(ctx, station);
    await settleCommand(ctx, () => dataTransfer as unknown as Command, command!.id, station.epoch, outcome);
    return command!;
  });

test("P02: a vendor nobody here knows is UnknownVendorId, and what it said is kept all the same", async () => {
  const station = await tenant.station();
  const customData = { vendorId: "com.example.custom", shift: 3 };
  const request = { vendorId: "com.example", messageId: "Mood", data: { cells: [1, 2] }, customData };
  expect(await say(station, request)).toEqual({ status: "UnknownVendorId" });
  expect(await kept(station)).toMatchObject([
    {
      direction: "in",
      vendorId: "com.example",
      messageId: "Mood",
      data: { cells: [1, 2] },
      customData,
      status: "UnknownVendorId",
    },
  ]);
});

test("P02: a message a known vendor does not have is UnknownMessageId, also one named like a part of every object", async () => {
  const station = await tenant.station();
  for (const messageId of ["Mood", "constructor", "__proto__", undefined])
    expect(await say(station, { vendorId: "net.stationmaster", ...(messageId ? { messageId } : {}) })).toEqual({
      status: "UnknownMessageId",
    });
});

test("P02: a vendor's own handler answers, whatever its data are", async () => {
  registerVendor({
    vendorId: "com.kestrel",
    messages: {
      Battery: async (_ctx, data) =>
        typeof data === "number"
          ? { status: "Accepted", data: (data * 2) as never }
          : { status: "Rejected", statusInfo: { reasonCode: "NoNumber" } },
      "": async () => ({ status: "Accepted" }),
    },
  });
  const station = await tenant.station();
  expect(await say(station, { vendorId: "COM.Kestrel", messageId: "Battery", data: 21 as never })).toEqual({
    status: "Accepted",
    data: 42,
  });
  expect(await say(station, { vendorId: "com.kestrel", messageId: "Battery" })).toMatchObject({ status: "Rejected" });
  expect(await say(station, { vendorId: "com.kestrel" })).toEqual({ status: "Accepted" });
  expect(await say(station, { vendorId: "net.stationmaster", messageId: "Echo", data: ["x", null] as never })).toEqual({
    status: "Accepted",
    data: ["x", null],
  });
});

test("P01: what an operator sends is kept with the station's answer, or with why there is none", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  const send = (messageId: string) =>
    tenant.inside((ctx) =>
      sendCommand(ctx, station.id, dataTransfer, { vendorId: "com.example", messageId, data: { on: true } }),
    );
  await send("A");
  await send("B");
  await send("C");
  expect((await kept(station)).map(({ status }) => status)).toEqual([null, null, null]);
  const response = { status: "Accepted", data: "done" } as never;
  const command = await settle(station, { kind: "answered", response });
  expect(command.request).toEqual({ vendorId: "com.example", messageId: "A", data: { on: true } });
  await settle(station, { kind: "answered", response: { status: "UnknownMessageId" } });
  await settle(station, { kind: "refused", error: { code: "NotImplemented", description: "" } });
  expect(await kept(station)).toMatchObject([
    { messageId: "C", status: null, failure: "NotImplemented" },
    { messageId: "B", status: "UnknownMessageId", failure: null },
    { messageId: "A", status: "Accepted", answer: { data: "done" }, direction: "out", commandId: command.id },
  ]);
});

test("P01: a raw payload is kept as it was given, without data too", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  const customData = { vendorId: "com.example", x: 1 };
  await tenant.inside((ctx) => sendRawCommand(ctx, station.id, dataTransfer, { vendorId: "com.example", customData }));
  await settle(station, { kind: "silent" });
  expect(await kept(station)).toMatchObject([{ data: null, customData, failure: "silent" }]);
});

test("P02: listed newest first, page by page, and narrowed by direction and by what the vendor begins with", async () => {
  const station = await tenant.station();
  for (const messageId of ["1", "2", "3"]) await say(station, { vendorId: "com.example", messageId });
  const first = await page(station, { limit: 1 });
  expect(first.items).toMatchObject([{ messageId: "3" }]);
  const rest = await page(station, { limit: 5, cursor: first.nextCursor });
  expect(rest.items.map(({ messageId }) => messageId)).toEqual(["2", "1"]);
  expect(rest.nextCursor).toBeNull();
  await say(station, { vendorId: "COM.Kestrel%", messageId: "4" });
  expect(await kept(station, { vendor: "com.kestrel" })).toMatchObject([{ messageId: "4" }]);
  expect(await kept(station, { vendor: "%" })).toEqual([]);
  expect(await kept(station, { direction: "out" })).toEqual([]);
});

test("P01, P02: a secret that is said is not kept, whichever way it went", async () => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  const data = { wifiPassword: "hunter2-hunter2", ssid: "depot" };
  const secret = { vendorId: "net.stationmaster", messageId: "Echo", data, customData: { vendorId: "x", pin: 4711 } };
  expect(await say(station, secret as never)).toEqual({ status: "Accepted", data });
  const { messageId, vendorId } = secret;
  await tenant.inside((ctx) => sendCommand(ctx, station.id, dataTransfer, { vendorId, messageId, data }));
  const { request } = await settle(station, { kind: "answered", response: { status: "Accepted", data } as never });
  expect(request).toMatchObject({ data });
  const rows = await kept(station);
  expect(rows).toMatchObject([{ data: { ssid: "depot" } }, { answer: { data: { ssid: "depot" } } }]);
  expect(JSON.stringify(rows)).not.toMatch(/hunter2|4711/);
});

test("P02: another tenant cannot see what was said here", async () => {
  const station = await tenant.station();
  await say(station, { vendorId: "com.example" });
  const other = await room.tenant();
  expect((await other.inside((ctx) => listDataTransfers(ctx, { stationId: station.id }))).items).toEqual([]);
});
