import { randomUUID } from "node:crypto";
import { auditEntries, eq, sql, stationCommands, stations as stationRows, transactions } from "@stationmaster/db";
import { aRoom, type RoomStation, type RoomTenant } from "@stationmaster/testing";
import { beforeEach, expect, test } from "vitest";
import { commandOf } from "../../blocks";
import { listAvailabilityIntents } from "../../blocks/availability";
import { claimCommand, type Outcome, observeCommand, settleCommand, settleOverdue } from "../../kernel";
import { removeStation } from "../stations";
import {
  bulkStationsById,
  cancelBulkCommand,
  getBulkCommand,
  listBulkCommands,
  listBulkStations,
  selectStations,
  sendBulkCommand,
} from ".";

const room = await aRoom();
let tenant: RoomTenant;
let stations: RoomStation[];
beforeEach(async () => {
  tenant = await room.tenant();
  stations = await Promise.all(Array.from({ length: 4 }, () => tenant.station({ bootStatus: "Accepted" })));
});

type Input = Partial<Parameters<typeof sendBulkCommand>[1]>;
const send = (input: Input = {}, of = tenant) =>
  of.inside((ctx) =>
    sendBulkCommand(ctx, {
      action: "ClearCache",
      payload: {},
      stationIdentities: stations.map(({ identity }) => identity),
      ...input,
    }),
  );
const settle = (station: RoomStation, outcome: Outcome) =>
  tenant.inside(async (ctx) => {
    const { command } = await claimCommand(ctx, station);
    await settleCommand(ctx, commandOf, command!.id, station.epoch, outcome);
  });
const answer = (station: RoomStation, status: string) =>
  settle(station, { kind: "answered", response: { status } as never });
const read = (id: string) => tenant.inside((ctx) => getBulkCommand(ctx, id));
const outcomesOf = async (id: string) =>
  (await tenant.inside((ctx) => listBulkStations(ctx, { id, limit: 50 }))).items.map(({ outcome }) => outcome);

test("one row, a command a station, and what came of each", async () => {
  const bulk = await send();
  expect(bulk).toMatchObject({
    action: "ClearCache",
    request: {},
    total: 4,
    outcomes: { queued: 4 },
    isDone: false,
    requestedBy: "Stationmaster",
  });
  await answer(stations[0]!, "Accepted");
  await answer(stations[1]!, "Rejected");
  await settle(stations[2]!, { kind: "refused", error: { code: "NotSupported", description: "no cache" } });
  expect(await read(bulk.id)).toMatchObject({
    outcomes: { queued: 1, answered: 2, refused: 1 },
    answers: { Accepted: 1, Rejected: 1 },
    isDone: false,
  });
  await settle(stations[3]!, { kind: "silent" });
  expect((await read(bulk.id)).isDone).toBe(true);
  const { items } = await tenant.inside((ctx) => listBulkStations(ctx, { id: bulk.id, limit: 50 }));
  expect(items).toMatchObject([
    {
      stationIdentity: stations[0]!.identity,
      outcome: "answered",
      response: { status: "Accepted" },
      settledAt: expect.any(Date),
    },
    { outcome: "answered", response: { status: "Rejected" } },
    { outcome: "refused", error: { code: "NotSupported", description: "no cache" } },
    { outcome: "silent", response: null },
  ]);
  expect(await tenant.inside((ctx) => ctx.db.select().from(auditEntries))).toMatchObject([
    { what: "bulk command", details: { stations: 4 } },
  ]);
});

test("long after its deadline a bulk command is counted once for all, one under way ever anew", async () => {
  const over = await send();
  for (const station of stations) await answer(station, "Accepted");
  const before = room.clock.now;
  room.clock.now = new Date(over.deadlineAt.getTime() + 8 * 86_400_000);
  expect(await read(over.id)).toMatchObject({ total: 4, answers: { Accepted: 4 } });
  const open = await send();
  room.clock.now = new Date(open.deadlineAt.getTime() + 8 * 86_400_000);
  expect(await read(open.id)).toMatchObject({ outcomes: { queued: 4 } });
  // What is dropped by its age takes nothing from what was counted.
  await tenant.inside((ctx) => ctx.db.execute(sql`delete from station_commands`));
  const listed = await tenant.inside((ctx) => listBulkCommands(ctx, { limit: 10, cursor: null }));
  expect(listed.items).toMatchObject([
    { id: open.id, outcomes: { queued: 0 } },
    { id: over.id, total: 4, outcomes: { answered: 4 }, answers: { Accepted: 4 }, isDone: true },
  ]);
  room.clock.now = before;
});

test("F06: what each station answered stands in words, with the effect that was seen, or was not in time", async () => {
  const trigger = { action: "TriggerMessage", payload: { requestedMessage: "Heartbeat" } };
  const bulk = await send(trigger);
  for (const [station, status] of [
    [stations[0]!, "Accepted"],
    [stations[1]!, "Accepted"],
    [stations[2]!, "NotImplemented"],
  ] as const)
    await answer(station, status);
  const list = async (more = {}) =>
    (await tenant.inside((ctx) => listBulkStations(ctx, { id: bulk.id, limit: 50, ...more }))).items;
  const [first] = await list();
  await tenant.inside((ctx) => observeCommand(ctx, first!.commandId!, { message: "Heartbeat" }));
  expect(await list()).toMatchObject([
    { effect: "seen", observed: { what: "message", detail: "Heartbeat" }, meaning: { kind: "will-send" } },
    { effect: "awaited", observed: null },
    { effect: null, meaning: { kind: "trigger-not-implemented" } },
    { outcome: "queued", effect: null, meaning: null },
  ]);
  expect(await read(bulk.id)).toMatchObject({ observedCount: 1, answers: { Accepted: 2, NotImplemented: 1 } });
  expect(await list({ answer: "Accepted" })).toHaveLength(2);
  expect(await tenant.inside((ctx) => bulkStationsById(ctx, [first!.commandId!]))).toEqual([(await list())[0]]);
  const before = room.clock.now;
  room.clock.now = new Date(before.getTime() + 90_000);
  expect((await list()).map(({ effect }) => effect)).toEqual(["seen", "unseen", null, null]);
  room.clock.now = before;
});

test("all that a filter shows is selected, with the cars that are charging there and who is away", async () => {
  await tenant.inside(async (ctx) => {
    await ctx.db.update(stationRows).set({ isOnline: true, bootedAt: ctx.now });
    await ctx.db.update(stationRows).set({ isOnline: false }).where(eq(stationRows.id, stations[3]!.id));
    await ctx.db.insert(transactions).values({
      ...{ id: randomUUID(), stationId: stations[0]!.id, ocppId: "tx-1", evseId: 1, chargingState: "Charging" },
      ...{ startedAt: ctx.now, lastEventAt: ctx.now, lastReceivedAt: ctx.now, firstSeq: 0, lastSeq: 0 },
    });
  });
  const { items, total } = await tenant.inside((ctx) => selectStations(ctx, {}));
  expect(total).toBe(4);
  expect(items).toHaveLength(4);
  const of = (station: RoomStation) => items.find(({ id }) => id === station.id);
  expect(of(stations[0]!)).toMatchObject({ carCount: 1, isOnline: true });
  expect(of(stations[1]!)).toMatchObject({ carCount: 0, isOnline: true });
  expect(of(stations[3]!)).toMatchObject({ carCount: 0, isOnline: false });
  const charging = await tenant.inside((ctx) => selectStations(ctx, { view: "charging" }));
  expect(charging).toMatchObject({ items: [{ id: stations[0]!.id }], total: 1 });
});

test("stations that leave on the way, or had left before, are marked, and the others go on", async () => {
  const [first, second, third] = stations as [RoomStation, RoomStation, RoomStation];
  await tenant.inside((ctx) => removeStation(ctx, commandOf, first.identity));
  const bulk = await send({ stationIdentities: ["NOBODY", ...stations.map(({ identity }) => identity)] });
  expect(bulk).toMatchObject({ total: 5, outcomes: { gone: 2, queued: 3 } });
  await tenant.inside((ctx) => removeStation(ctx, commandOf, second.identity));
  await answer(third, "Accepted");
  expect(await outcomesOf(bulk.id)).toEqual(["gone", "gone", "gone", "answered", "queued"]);
  room.clock.now = new Date(bulk.deadlineAt.getTime() + 1);
  await tenant.inside((ctx) => settleOverdue(ctx, commandOf, 120));
  room.clock.now = new Date("2026-06-01T12:00:00Z");
  expect(await read(bulk.id)).toMatchObject({ isDone: true, outcomes: { gone: 3, answered: 1, expired: 1 } });
});

test("cancelling withdraws what no station has heard of, and the room is told", async () => {
  const bulk = await send({ action: "ChangeAvailability", payload: { operationalStatus: "Inoperative" } });
  await tenant.inside((ctx) => claimCommand(ctx, stations[0]!));
  const after = await tenant.inside((ctx) => cancelBulkCommand(ctx, bulk.id));
  expect(after).toMatchObject({ cancelledAt: expect.any(Date), outcomes: { sent: 1, cancelled: 3 }, isDone: false });
  expect(await tenant.inside((ctx) => listAvailabilityIntents(ctx, stations[1]!.id))).toEqual([]);
  expect(await tenant.inside((ctx) => listAvailabilityIntents(ctx, stations[0]!.id))).toHaveLength(1);
  const other = await send();
  await tenant.inside((ctx) => cancelBulkCommand(ctx, other.id));
  await expect(tenant.inside((ctx) => cancelBulkCommand(ctx, other.id))).rejects.toMatchObject({ kind: "conflict" });
});

test("A01: a password for many is kept only in what waits to be sent, and is shown to nobody", async () => {
  const attributeValue = "aVerySecret-Password.27";
  const at = { component: { name: "SecurityCtrlr" }, variable: { name: "BasicAuthPassword" } };
  const bulk = await send({ action: "SetVariables", payload: { setVariableData: [{ ...at, attributeValue }] } });
  expect(JSON.stringify(bulk)).toContain("BasicAuthPassword");
  expect(JSON.stringify(bulk)).not.toContain(attributeValue);
  expect(JSON.stringify((await tenant.inside((ctx) => claimCommand(ctx, stations[0]!))).command)).toContain(
    attributeValue,
  );
  await tenant.inside((ctx) => cancelBulkCommand(ctx, bulk.id));
  const withdrawn = await tenant.inside((ctx) =>
    ctx.db.select().from(stationCommands).where(eq(stationCommands.status, "cancelled")),
  );
  expect(withdrawn).toHaveLength(3);
  expect(JSON.stringify(withdrawn)).not.toContain(attributeValue);
});

test("each station gets a number of its own where none is given, the given one where there is one", async () => {
  const requestsOf = async (payload: object) => {
    const { id } = await send({ action: "GetBaseReport", payload });
    const { items } = await tenant.inside((ctx) => listBulkStations(ctx, { id, limit: 50 }));
    const commands = await tenant.inside((ctx) => ctx.db.select().from(stationCommands));
    return items.map(({ commandId }) => commands.find((command) => command.id === commandId)!);
  };
  for (const command of await requestsOf({ reportBase: "SummaryInventory" }))
    expect(command).toMatchObject({
      requestId: expect.any(Number),
      request: { reportBase: "SummaryInventory", requestId: command.requestId },
    });
  expect(
    (await requestsOf({ reportBase: "SummaryInventory", requestId: 77 })).map(({ requestId }) => requestId),
  ).toEqual([77, 77, 77, 77]);
});

test("a thousand stations, named twice and in any case, have one command each", async () => {
  const many = await tenant.inside(async (ctx) => {
    await ctx.db.execute(
      "insert into stations (id, identity) select gen_random_uuid(), 'MANY-' || n from generate_series(1, 1000) n" as never,
    );
    return Array.from({ length: 1000 }, (_, index) => `MANY-${index + 1}`);
  });
  const bulk = await send({ stationIdentities: [...many.slice(0, 999), "many-1"] });
  expect(bulk.total).toBe(999);
  const seen: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = await tenant.inside((ctx) => listBulkStations(ctx, { id: bulk.id, limit: 400, cursor }));
    seen.push(...page.items.map(({ stationIdentity }) => stationIdentity));
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  expect(seen).toEqual(many.slice(0, 999));
});

test("a payload that breaks the schema, an action nobody knows, and stations that are nobody's are refused, and nothing is sent", async () => {
  await expect(send({ payload: { x: 1 } })).rejects.toMatchObject({ kind: "invalid" });
  await expect(send({ action: "GetBaseReport", payload: [] })).rejects.toMatchObject({ kind: "invalid" });
  await expect(send({ action: "GetBaseReport", payload: null })).rejects.toMatchObject({ kind: "invalid" });
  await expect(send({ action: "Dance" })).rejects.toMatchObject({ kind: "not-found" });
  await expect(send({ stationIdentities: ["NOBODY", "a\0b"] })).rejects.toMatchObject({ kind: "not-found" });
  expect(await tenant.inside((ctx) => ctx.db.select().from(stationCommands))).toEqual([]);
});

test("listed newest first, page by page, each with its progress", async () => {
  const [first, second] = [await send(), await send()];
  const page = await tenant.inside((ctx) => listBulkCommands(ctx, { limit: 1 }));
  expect(page.items).toMatchObject([{ id: second.id, total: 4 }]);
  const next = await tenant.inside((ctx) => listBulkCommands(ctx, { limit: 1, cursor: page.nextCursor }));
  expect(next).toMatchObject({ items: [{ id: first.id }], nextCursor: null });
  const other = await send({ action: "GetLocalListVersion" });
  const ofOneKind = await tenant.inside((ctx) => listBulkCommands(ctx, { limit: 5, action: "GetLocalListVersion" }));
  expect(ofOneKind.items.map(({ id }) => id)).toEqual([other.id]);
});

test("another tenant cannot command stations here, nor see or cancel a bulk command", async () => {
  const other = await room.tenant();
  await expect(send({}, other)).rejects.toMatchObject({ kind: "not-found" });
  const bulk = await send();
  await expect(other.inside((ctx) => getBulkCommand(ctx, bulk.id))).rejects.toMatchObject({ kind: "not-found" });
  await expect(other.inside((ctx) => listBulkStations(ctx, { id: bulk.id, limit: 5 }))).rejects.toMatchObject({
    kind: "not-found",
  });
  await expect(other.inside((ctx) => cancelBulkCommand(ctx, bulk.id))).rejects.toMatchObject({ kind: "not-found" });
  const { items } = await tenant.inside((ctx) => listBulkStations(ctx, { id: bulk.id, limit: 5 }));
  expect(await other.inside((ctx) => bulkStationsById(ctx, [items[0]!.id]))).toEqual([]);
  expect(await other.inside((ctx) => selectStations(ctx, {}))).toEqual({ items: [], total: 0 });
  expect(await other.inside((ctx) => listBulkCommands(ctx, { limit: 5 }))).toEqual({ items: [], nextCursor: null });
  expect((await read(bulk.id)).outcomes.queued).toBe(4);
});
