import { connectors, eq, evses, idTokens, receivedMessages, transactions, withTenants } from "@stationmaster/db";
import type { Res } from "@stationmaster/ocpp";
import { aRoom, type RoomStation, type RoomTenant } from "@stationmaster/testing";
import { afterEach, expect, test } from "vitest";
import { type Command, claimCommand, type Outcome, sendRawCommand, settleCommand } from "../../kernel";
import {
  expireReservations,
  getReservation,
  listReservations,
  noteReservationsUsed,
  type ReserveInput,
  reserve,
  withdrawReservation,
} from ".";
import { cancelReservation } from "./cancel-reservation";
import { reservationStatusUpdate } from "./reservation-status-update";
import { reserveNow } from "./reserve-now";

const room = await aRoom();
const tenant = await room.tenant();
const noon = room.clock.now;
afterEach(() => {
  room.clock.now = noon;
});

const inMinutes = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const aStation = async (evseIds = [1, 2]) => {
  const station = await tenant.station({ bootStatus: "Accepted" });
  await tenant.inside((ctx) =>
    ctx.db
      .insert(evses)
      .values(evseIds.map((evseId) => ({ stationId: station.id, evseId, origin: "reported" as const }))),
  );
  return station;
};
const ask = (station: RoomStation, input: Partial<ReserveInput> = {}) =>
  tenant.inside((ctx) => reserve(ctx, station.id, { evseId: 1, idToken: "VIP", expiresAt: inMinutes(30), ...input }));
const find = (action: string) => (action === "ReserveNow" ? reserveNow : cancelReservation) as unknown as Command;
/** The station takes the oldest command and this is what came of it. */
const settle = (station: RoomStation, outcome: Outcome) =>
  tenant.inside(async (ctx) => {
    const { command } = await claimCommand(ctx, station);
    expect(await settleCommand(ctx, find, command!.id, station.epoch, outcome)).toBe(true);
    return command!;
  });
const answer = (station: RoomStation, status: string, statusInfo?: Res<"ReserveNow">["statusInfo"]) =>
  settle(station, { kind: "answered", response: { status, ...(statusInfo ? { statusInfo } : {}) } as never });
const read = (id: string) => tenant.inside((ctx) => getReservation(ctx, id));
const active = async (station: RoomStation, input: Partial<ReserveInput> = {}) => {
  const { id } = await ask(station, input);
  await answer(station, "Accepted");
  return read(id);
};

test("H01: what the station accepts is active, what it refuses is not, in its own words", async () => {
  const station = await aStation();
  const asked = await ask(station);
  expect(asked).toMatchObject({ status: "requested", evseId: 1, idToken: "VIP", idTokenType: "Central" });
  const command = await answer(station, "Accepted");
  expect(command.request).toEqual({
    ...{ id: asked.reservationId, evseId: 1, expiryDateTime: inMinutes(30).toISOString() },
    idToken: { idToken: "VIP", type: "Central" },
  });
  expect(await read(asked.id)).toMatchObject({ status: "active", commandId: command.id, reason: null });

  const words = { Occupied: "Occupied", Faulted: "Faulted", Unavailable: "Unavailable", Rejected: "Rejected: NoRoom" };
  for (const [status, reason] of Object.entries(words)) {
    const { id } = await ask(station, { evseId: 2 });
    await answer(station, status, status === "Rejected" ? { reasonCode: "NoRoom" } : undefined);
    expect(await read(id)).toMatchObject({ status: "refused", reason });
  }
});

test("H01: a CALLERROR refuses; silence leaves it open; a station that stays away never had it", async () => {
  const station = await aStation();
  const one = await ask(station);
  await settle(station, { kind: "refused", error: { code: "NotSupported", description: "no reservations" } });
  expect(await read(one.id)).toMatchObject({ status: "refused", reason: "NotSupported: no reservations" });
  const two = await ask(station);
  await settle(station, { kind: "silent" });
  expect(await read(two.id)).toMatchObject({ status: "requested", reason: expect.stringContaining("may have") });
  await expect(ask(station)).rejects.toThrow("reserved until");
  const three = await ask(station, { evseId: 2 });
  await settle(station, { kind: "expired" });
  expect(await read(three.id)).toMatchObject({ status: "expired" });
});

test("H01: a reservation ends in the future, and names an EVSE or a plug, not both", async () => {
  const station = await aStation();
  await expect(ask(station, { expiresAt: noon })).rejects.toMatchObject({ kind: "invalid", field: "expiresAt" });
  await expect(ask(station, { connectorType: "cType2" })).rejects.toMatchObject({ kind: "invalid" });
});

test("H01: an EVSE that is gone cannot be reserved; one reserved before it went stays in the list", async () => {
  const station = await aStation();
  const before = await active(station, { evseId: 2 });
  await tenant.inside((ctx) => ctx.db.delete(evses).where(eq(evses.evseId, 2)));
  await expect(ask(station, { evseId: 2 })).rejects.toThrow("There is no EVSE 2");
  expect(await read(before.id)).toMatchObject({ status: "active", evseId: 2 });
  expect((await tenant.inside((ctx) => withdrawReservation(ctx, before.id))).command).not.toBeNull();
});

test("H01: the same EVSE twice at a time is a conflict; free again once it has ended", async () => {
  const station = await aStation();
  const first = await active(station);
  await expect(ask(station)).rejects.toMatchObject({
    kind: "conflict",
    message: expect.stringMatching(/^EVSE 1 is reserved until .* for card VIP\.$/),
  });
  await expect(ask(station, { evseId: 2 })).resolves.toMatchObject({ status: "requested" });
  room.clock.now = new Date(first.expiresAt.getTime() + 1);
  await expect(ask(station, { expiresAt: inMinutes(60) })).resolves.toMatchObject({ evseId: 1 });
});

test("H01: two operators who reserve at the same moment: one gets it, one is told", async () => {
  const station = await aStation([1]);
  const results = await Promise.allSettled([ask(station), ask(station, { idToken: "OTHER" })]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("H01: as many for any EVSE as there are, by kind of plug too", async () => {
  const station = await aStation();
  await tenant.inside((ctx) =>
    ctx.db.insert(connectors).values([
      { stationId: station.id, evseId: 1, connectorId: 1, origin: "reported", type: "cType2" },
      { stationId: station.id, evseId: 2, connectorId: 1, origin: "reported", type: "cCCS2" },
    ]),
  );
  const any = { evseId: undefined } as unknown as Partial<ReserveInput>;
  const one = await active(station, { ...any, connectorType: "cCCS2" });
  expect(one).toMatchObject({ evseId: null, connectorType: "cCCS2" });
  await expect(ask(station, { ...any, connectorType: "cCCS2" })).rejects.toMatchObject({ kind: "conflict" });
  await active(station, any);
  await expect(ask(station, any)).rejects.toThrow("Every EVSE that would do is reserved already.");
});

test("H01: the same number replaces, once the station has taken the new one", async () => {
  const station = await aStation();
  const first = await active(station);
  const raw = (expiryDateTime: Date) =>
    tenant.inside((ctx) =>
      sendRawCommand(ctx, station.id, reserveNow, {
        ...{ id: first.reservationId, expiryDateTime: expiryDateTime.toISOString(), evseId: 2 },
        idToken: { idToken: "VIP", type: "ISO14443" },
      }),
    );
  await raw(inMinutes(50));
  await answer(station, "Rejected");
  expect(await read(first.id)).toMatchObject({ status: "active" });
  await raw(inMinutes(60));
  await answer(station, "Accepted");
  expect(await read(first.id)).toMatchObject({ status: "cancelled", reason: expect.stringContaining("Replaced") });
  const held = await tenant.inside((ctx) =>
    listReservations(ctx, { stationId: station.id, statuses: ["active"] }, { limit: 9 }),
  );
  expect(held).toMatchObject([{ reservationId: first.reservationId, evseId: 2, idTokenType: "ISO14443" }]);
});

test("H01, H03: a group and a card of ours are asked for as they are kept; a blocked card is refused", async () => {
  const station = await aStation();
  await tenant.inside((ctx) =>
    ctx.db.insert(idTokens).values([
      { idToken: "Card-1", type: "ISO14443", status: "Accepted" },
      { idToken: "Card-2", type: "ISO14443", status: "Blocked" },
    ]),
  );
  await ask(station, { idToken: "CARD-1", groupIdToken: "FLEET" });
  expect((await answer(station, "Accepted")).request).toMatchObject({
    idToken: { idToken: "Card-1", type: "ISO14443" },
    groupIdToken: { idToken: "FLEET", type: "Central" },
  });
  await expect(ask(station, { evseId: 2, idToken: "card-2" })).rejects.toThrow(
    "The card is blocked. Nothing can be reserved for it here.",
  );
});

test("H01: nothing is reserved for a card that could not charge there, and the sentence says why", async () => {
  const station = await aStation();
  await tenant.inside(async (ctx) => {
    const typed = { stationId: station.id, connectorId: 1, origin: "reported" as const };
    await ctx.db.insert(connectors).values([
      { ...typed, evseId: 1, type: "cType2" },
      { ...typed, evseId: 2, type: "cCCS2" },
    ]);
    const card = (idToken: string, limits: object) => ({ idToken, type: "ISO14443", status: "Accepted", limits });
    const hours = (from: string, to: string) => ({ times: [{ days: ["Mon"], from, to }], timeZone: "UTC" });
    await ctx.db
      .insert(idTokens)
      .values([
        card("ELSEWHERE", { stationIdentities: ["SOMEWHERE"] }),
        card("CCS", { connectorTypes: ["cCCS2"] }),
        card("NIGHT", hours("22:00", "06:00")),
        card("SOON", hours("12:20", "14:00")),
        { ...card("ONCE", {}), limits: null, maxConcurrentTransactions: 1 },
      ]);
    await ctx.db.insert(transactions).values({
      ...{ id: "0197a000-0000-7000-8000-00000000aaaa", stationId: station.id, ocppId: "once", idToken: "ONCE" },
      ...{ startedAt: ctx.now, lastEventAt: ctx.now, lastReceivedAt: ctx.now, firstSeq: 0, lastSeq: 0 },
    });
  });
  await expect(ask(station, { idToken: "ELSEWHERE" })).rejects.toThrow("not good at this station or EVSE");
  await expect(ask(station, { idToken: "CCS" })).rejects.toThrow("good at these plugs only: cCCS2");
  await expect(ask(station, { idToken: "CCS", evseId: undefined, connectorType: "cType2" })).rejects.toThrow("cCCS2");
  await expect(ask(station, { idToken: "NIGHT" })).rejects.toThrow("not good at 2026-06-01T12:00:00.000Z");
  // What passes before the reservation ends is no reason.
  expect(await ask(station, { idToken: "SOON" })).toMatchObject({ idToken: "SOON" });
  expect(await ask(station, { idToken: "ONCE", evseId: 2 })).toMatchObject({ idToken: "ONCE" });
});

test("H02: cancelled once the station says so, also when it knew nothing of it; withdrawn while it was not asked", async () => {
  const station = await aStation();
  const first = await active(station);
  const { command } = await tenant.inside((ctx) => withdrawReservation(ctx, first.id));
  expect(command).toMatchObject({ action: "CancelReservation", request: { reservationId: first.reservationId } });
  expect((await read(first.id)).status).toBe("active");
  await answer(station, "Accepted");
  expect(await read(first.id)).toMatchObject({ status: "cancelled", reason: null });
  await expect(tenant.inside((ctx) => withdrawReservation(ctx, first.id))).rejects.toThrow("cancelled already");

  const second = await active(station);
  await tenant.inside((ctx) => withdrawReservation(ctx, second.id));
  await answer(station, "Rejected");
  expect(await read(second.id)).toMatchObject({ status: "cancelled", reason: expect.stringContaining("knew nothing") });

  const third = await ask(station);
  expect((await tenant.inside((ctx) => withdrawReservation(ctx, third.id))).command).toBeNull();
  expect((await read(third.id)).status).toBe("cancelled");
});

test("H02: a station that is away is asked as long as the reservation holds, and by one operator only", async () => {
  const station = await aStation();
  const { id } = await active(station, { expiresAt: inMinutes(120) });
  const { command } = await tenant.inside((ctx) => withdrawReservation(ctx, id));
  expect(command!.deadlineAt).toEqual(inMinutes(120));
  await expect(tenant.inside((ctx) => withdrawReservation(ctx, id))).rejects.toThrow("asked to cancel it already");
  await settle(station, { kind: "silent" });
  expect((await read(id)).status).toBe("active");
  await expect(tenant.inside((ctx) => withdrawReservation(ctx, id))).resolves.toMatchObject({
    command: { action: "CancelReservation" },
  });
});

test("H03: the event that names a reservation uses it, however late, and never one of another tenant or station", async () => {
  const station = await aStation();
  const mine = await active(station);
  const other = await room.tenant();
  const theirs = await other.station();
  const transaction = "0197a000-0000-7000-8000-0000000000aa";
  const use = (of: RoomTenant, by: RoomStation, reservation: number) =>
    withTenants(room.ingest.sql, [of.id, tenant.id], (tx) =>
      noteReservationsUsed(tx, [
        { tenant: of.id, station: by.id, id: transaction, reservation, received: inMinutes(40).toISOString() },
      ]),
    );
  await use(other, theirs, mine.reservationId);
  await use(tenant, await aStation(), mine.reservationId);
  expect((await read(mine.id)).status).toBe("active");
  await withTenants(room.ingest.sql, [tenant.id], (tx) => expireReservations(tx, inMinutes(31)));
  expect((await read(mine.id)).status).toBe("expired");
  await use(tenant, station, mine.reservationId);
  expect(await read(mine.id)).toMatchObject({ status: "used", transactionId: transaction });
  await tenant.inside((ctx) => ctx.db.delete(transactions));
});

test("H04: what the station reports ends it; what nobody made is answered and kept", async () => {
  const station = await aStation();
  const report = (reservationId: number, reservationUpdateStatus: "Expired" | "Removed") =>
    tenant.asStation(station, (ctx) => reservationStatusUpdate.handle(ctx, { reservationId, reservationUpdateStatus }));
  const one = await active(station);
  expect(await report(one.reservationId, "Expired")).toEqual({});
  expect((await read(one.id)).status).toBe("expired");
  const two = await active(station);
  await report(two.reservationId, "Removed");
  expect((await read(two.id)).status).toBe("removed");
  await report(two.reservationId, "Expired");
  expect((await read(two.id)).status).toBe("removed");
  expect(await report(4711, "Expired")).toEqual({});
  const kept = await tenant.inside((ctx) =>
    ctx.db.select().from(receivedMessages).where(eq(receivedMessages.stationId, station.id)),
  );
  expect(kept).toMatchObject([{ request: { reservationId: 4711 } }]);
});

test("H04: past its time it is shown expired before anybody says so, and the sweep writes it", async () => {
  const station = await aStation();
  const one = await active(station);
  room.clock.now = inMinutes(31);
  expect((await read(one.id)).status).toBe("expired");
  const list = (status: "active" | "expired") =>
    tenant.inside((ctx) => listReservations(ctx, { stationId: station.id, statuses: [status] }, { limit: 9 }));
  expect(await list("active")).toEqual([]);
  expect((await list("expired")).map(({ id }) => id)).toEqual([one.id]);
  const swept = await withTenants(room.ingest.sql, [tenant.id], (tx) => expireReservations(tx, room.clock.now));
  expect(swept).toContainEqual({ tenantId: tenant.id, stationId: station.id });
  expect(await withTenants(room.ingest.sql, [tenant.id], (tx) => expireReservations(tx, room.clock.now))).toEqual([]);
});

test("H01: listed by the time they hold an EVSE, newest first, page by page", async () => {
  const station = await aStation([1, 2, 3]);
  const first = await active(station, { evseId: 1, expiresAt: inMinutes(10) });
  const second = await active(station, { evseId: 2, expiresAt: inMinutes(60) });
  const third = await active(station, { evseId: 3, expiresAt: inMinutes(60) });
  const ids = async (filter: object, page: { limit: number; after?: { id: string } } = { limit: 9 }) =>
    (await tenant.inside((ctx) => listReservations(ctx, { stationId: station.id, ...filter }, page))).map(
      ({ id }) => id,
    );
  expect(await ids({})).toEqual([third.id, second.id, first.id]);
  expect(await ids({ from: inMinutes(20) })).toEqual([third.id, second.id]);
  expect(await ids({ to: noon })).toEqual([]);
  expect(await ids({}, { limit: 1, after: { id: third.id } })).toEqual([second.id]);
});

test("H01: another tenant cannot reserve here, see or withdraw a reservation", async () => {
  const station = await aStation();
  const mine = await active(station);
  const other = await room.tenant();
  await expect(
    other.inside((ctx) => reserve(ctx, station.id, { idToken: "X", expiresAt: inMinutes(5) })),
  ).rejects.toMatchObject({ kind: "not-found" });
  await expect(other.inside((ctx) => getReservation(ctx, mine.id))).rejects.toMatchObject({ kind: "not-found" });
  await expect(other.inside((ctx) => withdrawReservation(ctx, mine.id))).rejects.toMatchObject({ kind: "not-found" });
  expect(await other.inside((ctx) => listReservations(ctx, {}, { limit: 9 }))).toEqual([]);
});
