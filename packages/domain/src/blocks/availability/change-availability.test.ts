import { availabilityIntents, eq, stationCommands, stations, withTenants } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { type Command, cancelCommand, claimCommand, type Outcome, sendCommand, settleCommand } from "../../kernel";
import { changeAvailability, listAvailabilityIntents, withSiblings } from ".";
import { statusNotification } from "./status-notification";

const room = await aRoom();
const tenant = await room.tenant();
const find = () => changeAvailability as unknown as Command;
let station: RoomStation;
let second = 0;

type Status = Req<"StatusNotification">["connectorStatus"];
/** Each connector reports, as "1.1": "Available". */
const report = async (statuses: Record<string, Status>, at = station, of = tenant) => {
  // The database's own clock marks what is asked again, so time goes on by it here.
  second += 1;
  const timestamp = new Date(Date.UTC(2026, 5, 1, 12) + second * 1000).toISOString();
  const arrived = Object.entries(statuses).map(([plug, connectorStatus], n) => ({
    ...{ n, tenantId: of.id, stationId: at.id, receivedAt: new Date() },
    request: {
      timestamp,
      connectorStatus,
      evseId: Number(plug.split(".")[0]),
      connectorId: Number(plug.split(".")[1]),
    },
  }));
  return withTenants(room.ingest.sql, [of.id], (tx) => statusNotification.handleMany(tx, arrived));
};
const boot = (at = station) =>
  tenant.inside((ctx) =>
    ctx.db.update(stations).set({ bootStatus: "Accepted", bootedAt: new Date() }).where(eq(stations.id, at.id)),
  );

type Input = { operationalStatus: "Operative" | "Inoperative"; evseId?: number; connectorId?: number };
const want = (input: Input) => tenant.inside((ctx) => sendCommand(ctx, station.id, changeAvailability, input));
const settle = (outcome: Outcome) =>
  tenant.inside(async (ctx) => {
    const { command } = await claimCommand(ctx, station);
    await settleCommand(ctx, find, command!.id, station.epoch, outcome);
    return command!;
  });
const answer = (status: "Accepted" | "Rejected" | "Scheduled") => settle({ kind: "answered", response: { status } });
const intents = () => tenant.inside((ctx) => listAvailabilityIntents(ctx, station.id));
const commands = () =>
  tenant.inside((ctx) =>
    ctx.db.select().from(stationCommands).where(eq(stationCommands.stationId, station.id)).orderBy(stationCommands.id),
  );
const queued = async () => (await commands()).filter(({ status }) => status === "queued");

beforeEach(async () => {
  // The rooms' clock is the database's here.
  room.clock.now = new Date();
  station = await tenant.station({ bootStatus: "Accepted", bootedAt: new Date(Date.now() - 3_600_000) });
  await report({ "1.1": "Available", "1.2": "Available", "2.1": "Available" });
});

describe("what is asked", () => {
  test("G03, G04: the station, an EVSE, a connector", async () => {
    const request = async (input: Input) => (await want(input)).request;
    expect(await request({ operationalStatus: "Inoperative" })).toEqual({ operationalStatus: "Inoperative" });
    expect(await request({ operationalStatus: "Inoperative", evseId: 1 })).toEqual({
      operationalStatus: "Inoperative",
      evse: { id: 1 },
    });
    expect(await request({ operationalStatus: "Operative", evseId: 1, connectorId: 2 })).toEqual({
      operationalStatus: "Operative",
      evse: { id: 1, connectorId: 2 },
    });
    expect(
      (await intents()).map(({ evseId, connectorId, wanted, answer }) => [evseId, connectorId, wanted, answer]),
    ).toEqual([
      [0, 0, "Inoperative", null],
      [1, 0, "Inoperative", null],
      [1, 2, "Operative", null],
    ]);
  });

  test("G03: an EVSE or connector that is gone is refused, and a connector without its EVSE", async () => {
    await expect(want({ operationalStatus: "Operative", evseId: 7 })).rejects.toThrow("There is no EVSE 7");
    await expect(want({ operationalStatus: "Operative", evseId: 2, connectorId: 2 })).rejects.toThrow(
      "There is no connector 2.2",
    );
    await expect(want({ operationalStatus: "Operative", connectorId: 1 })).rejects.toMatchObject({ kind: "invalid" });
  });
});

describe("what comes of it", () => {
  test("G03: Accepted is in force; seen once every connector in reach says so", async () => {
    await want({ operationalStatus: "Inoperative", evseId: 1 });
    const command = await answer("Accepted");
    expect(await intents()).toMatchObject([
      { answer: "Accepted", inForce: "Inoperative", observedAt: null, commandId: command.id },
    ]);
    await report({ "1.1": "Unavailable" });
    expect(await intents()).toMatchObject([
      { observedAt: null, otherwise: [{ evseId: 1, connectorId: 2, status: "Available" }] },
    ]);
    const [reply] = await report({ "1.2": "Unavailable" });
    expect(await intents()).toMatchObject([{ observedAt: expect.any(Date), otherwise: [] }]);
    expect((await commands())[0]).toMatchObject({ observed: { operationalStatus: "Inoperative" } });
    expect(reply!.announcements).toContainEqual({
      kind: "changed",
      change: { kind: "command", id: command.id, stationId: station.id },
    });
  });

  test("G03.FR.03: what was so already is seen at once", async () => {
    await want({ operationalStatus: "Operative" });
    await answer("Accepted");
    expect(await intents()).toMatchObject([{ observedAt: expect.any(Date) }]);
  });

  test("G03.FR.05: Scheduled waits for the session, and is seen after it", async () => {
    await report({ "2.1": "Occupied" });
    await want({ operationalStatus: "Inoperative", evseId: 2, connectorId: 1 });
    await answer("Scheduled");
    expect(await intents()).toMatchObject([
      { answer: "Scheduled", observedAt: null, otherwise: [{ status: "Occupied" }] },
    ]);
    await report({ "2.1": "Unavailable" });
    expect(await intents()).toMatchObject([{ answer: "Scheduled", observedAt: expect.any(Date) }]);
  });

  test("G03: Rejected, refused and silent are kept in words, and are not in force", async () => {
    await want({ operationalStatus: "Inoperative" });
    await settle({
      kind: "answered",
      response: { status: "Rejected", statusInfo: { reasonCode: "Busy", additionalInfo: "later" } },
    });
    expect(await intents()).toMatchObject([{ answer: "Rejected", reason: "Busy: later", inForce: null }]);
    await want({ operationalStatus: "Inoperative" });
    await settle({ kind: "refused", error: { code: "InternalError", description: "" } });
    expect(await intents()).toMatchObject([{ answer: "refused", reason: "InternalError" }]);
    await want({ operationalStatus: "Inoperative" });
    await settle({ kind: "silent" });
    expect(await intents()).toMatchObject([{ answer: "silent", inForce: null }]);
  });

  test("G03: one of two operators' wishes is the last; an answer to the earlier is not taken for its", async () => {
    await want({ operationalStatus: "Inoperative" });
    room.clock.now = new Date(Date.now() + 5);
    await want({ operationalStatus: "Operative" });
    await answer("Accepted");
    expect(await intents()).toMatchObject([{ wanted: "Operative", answer: null, inForce: "Inoperative" }]);
    await answer("Accepted");
    expect(await intents()).toMatchObject([{ wanted: "Operative", answer: "Accepted", inForce: "Operative" }]);
  });

  test("G03: withdrawn before it was sent, what was in force is wanted again", async () => {
    const first = await want({ operationalStatus: "Inoperative" });
    await tenant.inside((ctx) => cancelCommand(ctx, find, first.id));
    expect(await intents()).toEqual([]);
    await want({ operationalStatus: "Inoperative" });
    await answer("Accepted");
    room.clock.now = new Date(Date.now() + 5);
    const later = await want({ operationalStatus: "Operative" });
    await tenant.inside((ctx) => cancelCommand(ctx, find, later.id));
    expect(await intents()).toMatchObject([{ wanted: "Inoperative", answer: "Accepted" }]);
  });
});

describe("after a reboot", () => {
  const out = async (input: Input = { operationalStatus: "Inoperative" }) => {
    await want(input);
    await answer("Accepted");
  };

  test("G03.FR.08, G04: a station that comes back otherwise is asked once more, once, whatever its connectors say", async () => {
    await out();
    await report({ "1.1": "Unavailable", "1.2": "Unavailable", "2.1": "Unavailable" });
    await boot();
    const replies = await report({ "1.1": "Available", "1.2": "Available", "2.1": "Available" });
    expect(await queued()).toMatchObject([
      { action: "ChangeAvailability", request: { operationalStatus: "Inoperative" }, requestedBy: { kind: "system" } },
    ]);
    expect(replies[0]!.announcements).toContainEqual({ kind: "ring", bell: { stationId: station.id, why: "work" } });
    await report({ "2.1": "Available" });
    expect(await queued()).toHaveLength(1);
    await answer("Accepted");
    await report({ "1.1": "Unavailable", "1.2": "Unavailable", "2.1": "Unavailable" });
    expect(await intents()).toMatchObject([{ observedAt: expect.any(Date), otherwise: [] }]);
    expect((await commands())[1]).toMatchObject({ observed: { operationalStatus: "Inoperative" } });
  });

  test("G03: one that comes back as it was left, or faulted, is not asked", async () => {
    await out({ operationalStatus: "Inoperative", evseId: 1 });
    await boot();
    await report({ "1.1": "Unavailable", "1.2": "Faulted", "2.1": "Available" });
    expect(await queued()).toEqual([]);
  });

  test("G03: without a reboot a connector may say what it likes", async () => {
    await out();
    await report({ "1.1": "Available" });
    expect(await queued()).toEqual([]);
  });

  test("G03: the widest that is off, the narrowest that is on", async () => {
    await out({ operationalStatus: "Inoperative", evseId: 1, connectorId: 1 });
    await out({ operationalStatus: "Inoperative", evseId: 1 });
    await boot();
    await report({ "1.1": "Occupied" });
    expect((await queued()).map(({ request }) => request)).toEqual([
      { operationalStatus: "Inoperative", evse: { id: 1 } },
    ]);
    await answer("Accepted");
    await out({ operationalStatus: "Operative", evseId: 1 });
    await out({ operationalStatus: "Operative", evseId: 1, connectorId: 1 });
    await boot();
    await report({ "1.1": "Unavailable" });
    expect((await queued()).map(({ request }) => request)).toEqual([
      { operationalStatus: "Operative", evse: { id: 1, connectorId: 1 } },
    ]);
  });

  test("G03: what the station never heard of is due when it comes back; what it rejected is not", async () => {
    await want({ operationalStatus: "Inoperative", evseId: 1 });
    await settle({ kind: "expired" });
    await want({ operationalStatus: "Inoperative", evseId: 2 });
    await answer("Rejected");
    await boot();
    await report({ "1.1": "Available", "2.1": "Available" });
    expect((await queued()).map(({ request }) => request)).toEqual([
      { operationalStatus: "Inoperative", evse: { id: 1 } },
    ]);
  });
});

test("G03: of a wish that was rejected, what was in force before is brought back after a reboot, and the answer to the wish stays", async () => {
  await want({ operationalStatus: "Inoperative", evseId: 1 });
  await answer("Accepted");
  await want({ operationalStatus: "Operative", evseId: 1 });
  await answer("Rejected");
  await boot();
  await report({ "1.1": "Available" });
  expect((await queued()).map(({ request }) => request)).toEqual([
    { operationalStatus: "Inoperative", evse: { id: 1 } },
  ]);
  await answer("Accepted");
  expect(await intents()).toMatchObject([{ wanted: "Operative", answer: "Rejected", inForce: "Inoperative" }]);
});

test("G01.FR.08: of an EVSE in use at one plug, the other says Available and is not usable", () => {
  const plugs = withSiblings([
    { evseId: 1, connectorId: 1, status: "Occupied" },
    { evseId: 1, connectorId: 2, status: "Available" },
    { evseId: 2, connectorId: 1, status: "Available" },
    { evseId: 2, connectorId: 2, status: "Faulted" },
  ]);
  expect(plugs.map(({ isUsable, takenBy }) => [isUsable, takenBy])).toEqual([
    [false, null],
    [false, 1],
    [true, null],
    [false, null],
  ]);
});

test("G01: what a connector said before the station came back is not known any more, neither as yes nor as no", async () => {
  await want({ operationalStatus: "Inoperative" });
  await answer("Accepted");
  expect(await intents()).toMatchObject([{ otherwise: [{ status: "Available" }, {}, {}], unheard: [] }]);
  await tenant.inside((ctx) =>
    ctx.db.update(stations).set({ statesStaleBefore: new Date() }).where(eq(stations.id, station.id)),
  );
  await report({ "1.1": "Unavailable" });
  expect(await intents()).toMatchObject([
    {
      otherwise: [],
      unheard: [
        { evseId: 1, connectorId: 2 },
        { evseId: 2, connectorId: 1 },
      ],
    },
  ]);
});

test("G03: another tenant cannot change, see or bring back what is wanted here", async () => {
  await want({ operationalStatus: "Inoperative" });
  await answer("Accepted");
  await boot();
  const other = await room.tenant();
  const theirs = await other.station({ bootedAt: new Date() });
  await expect(
    other.inside((ctx) => sendCommand(ctx, station.id, changeAvailability, { operationalStatus: "Operative" })),
  ).rejects.toThrow();
  expect(await other.inside((ctx) => listAvailabilityIntents(ctx, station.id))).toEqual([]);
  await report({ "1.1": "Available" }, theirs, other);
  expect(await queued()).toEqual([]);
  expect(
    await tenant.inside((ctx) =>
      ctx.db.select().from(availabilityIntents).where(eq(availabilityIntents.stationId, station.id)),
    ),
  ).toHaveLength(1);
});
