import { connectors, eq, idTokens, stationCommands } from "@stationmaster/db";
import { getReservation, type ReserveInput, reserve, withdrawReservation } from "@stationmaster/domain/reservation";
import { listTransactions } from "@stationmaster/domain/transactions";
import { aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { beforeAll, expect, test } from "vitest";
import { askStation } from "./ask-station";

const server = await aServer();
const { tenant } = await aTenant({ server });
const { outcomeOf } = askStation({ server, tenant });

beforeAll(() =>
  tenant.inside((ctx) =>
    ctx.db.insert(idTokens).values([
      { idToken: "VIP", type: "ISO14443", status: "Accepted" },
      { idToken: "FLEET-1", type: "ISO14443", status: "Accepted", groupIdToken: "FLEET" },
      { idToken: "OTHER", type: "ISO14443", status: "Accepted" },
    ]),
  ),
);

const evses = [1, 2].map((id) => ({
  id,
  connectors: [{ id: 1, type: id === 1 ? ("cType2" as const) : ("cCCS2" as const) }],
}));
const aStation = async () => {
  const row = await tenant.withStation();
  return { row, station: await row.start({ evses }) };
};
const read = (id: string) => tenant.inside((ctx) => getReservation(ctx, id));
const book = async (row: TestStation, input: Partial<ReserveInput> = {}) => {
  const asked = await tenant.inside((ctx) =>
    reserve(ctx, row.id, { idToken: "VIP", expiresAt: new Date(Date.now() + 60_000), ...input }),
  );
  await outcomeOf(asked.commandId!);
  return read(asked.id);
};
const statusesOf = (row: TestStation) =>
  tenant.inside(async (ctx) => {
    const rows = await ctx.db
      .select()
      .from(connectors)
      .where(eq(connectors.stationId, row.id))
      .orderBy(connectors.evseId);
    return rows.map(({ status }) => status);
  });
const eventually = (work: () => Promise<unknown>) => expect.poll(work, { timeout: 10_000 });

test("H01, H03: an EVSE reserved for a card is Reserved, and used by that card alone", async () => {
  const { row, station } = await aStation();
  const reservation = await book(row, { evseId: 1 });
  expect(reservation.status).toBe("active");
  await eventually(() => statusesOf(row)).toEqual(["Reserved", "Available"]);
  await station.plugIn(1);
  await station.authorize("OTHER", { evseId: 1 });
  expect((await read(reservation.id)).status).toBe("active");
  await station.authorize("VIP", { evseId: 1 });
  await station.startCharging(1);
  const [session] = await tenant.inside((ctx) => listTransactions(ctx, { stationId: row.id }, { limit: 5 }));
  expect(session).toMatchObject({ reservationId: reservation.reservationId, idToken: "VIP" });
  expect(await read(reservation.id)).toMatchObject({ status: "used", transactionId: session!.id });
  expect(station.violations).toEqual([]);
});

test("H03: a card of the group uses what is kept for the group", async () => {
  const { row, station } = await aStation();
  const reservation = await book(row, { evseId: 1, groupIdToken: "FLEET" });
  await station.authorize("FLEET-1", { evseId: 1 });
  await station.plugIn(1);
  await station.startCharging(1);
  expect((await read(reservation.id)).status).toBe("used");
});

test("H01: any EVSE, as many as there are; one with a kind of plug", async () => {
  const { row } = await aStation();
  expect((await book(row)).status).toBe("active");
  expect((await book(row, { idToken: "OTHER" })).status).toBe("active");
  await eventually(() => statusesOf(row)).toEqual(["Reserved", "Reserved"]);
  await expect(book(row)).rejects.toMatchObject({ kind: "conflict" });
  const other = await aStation();
  expect(await book(other.row, { connectorType: "cCCS2" })).toMatchObject({ status: "active", evseId: null });
  await eventually(() => statusesOf(other.row)).toEqual(["Available", "Reserved"]);
});

test("H01: what a station refuses is shown in its words", async () => {
  const { row, station } = await aStation();
  await station.plugIn(1);
  expect(await book(row, { evseId: 1 })).toMatchObject({ status: "refused", reason: "Occupied" });
  station.onCommand("ReserveNow", () => ({ status: "Rejected" }));
  expect(await book(row, { evseId: 2 })).toMatchObject({ status: "refused", reason: "Rejected" });
});

test("H02: cancelled, the EVSE is free again", async () => {
  const { row } = await aStation();
  const reservation = await book(row, { evseId: 1 });
  const { command } = await tenant.inside((ctx) => withdrawReservation(ctx, reservation.id));
  expect(await outcomeOf(command!.id)).toMatchObject({ status: "answered", response: { status: "Accepted" } });
  expect((await read(reservation.id)).status).toBe("cancelled");
  await eventually(() => statusesOf(row)).toEqual(["Available", "Available"]);
});

test("H04: the station says when a reservation has expired unused", async () => {
  const { row, station } = await aStation();
  const reservation = await book(row, { evseId: 1 });
  await station.advance(120);
  expect(station.calls("ReservationStatusUpdate")).toEqual([
    { reservationId: reservation.reservationId, reservationUpdateStatus: "Expired" },
  ]);
  expect((await read(reservation.id)).status).toBe("expired");
});

test("H01.FR.16: a fault removes it", async () => {
  const { row, station } = await aStation();
  const reservation = await book(row, { evseId: 1 });
  await station.fault(1);
  expect((await read(reservation.id)).status).toBe("removed");
});

test("H01: a station that accepts and does the opposite is found out by what it does", async () => {
  const { row, station } = await aStation();
  station.onCommand("ReserveNow", () => ({ status: "Accepted" }));
  const reservation = await book(row, { evseId: 1 });
  expect(reservation.status).toBe("active");
  const { command } = await tenant.inside((ctx) => withdrawReservation(ctx, reservation.id));
  expect((await outcomeOf(command!.id)).response).toEqual({ status: "Rejected" });
  expect(await read(reservation.id)).toMatchObject({
    status: "cancelled",
    reason: expect.stringContaining("knew nothing"),
  });
});

test("H01: two operators at one station: both are answered, in the order they asked", async () => {
  const { row } = await aStation();
  const [a, b] = await Promise.all([
    tenant.inside((ctx) =>
      reserve(ctx, row.id, { evseId: 1, idToken: "VIP", expiresAt: new Date(Date.now() + 60_000) }),
    ),
    tenant.inside((ctx) =>
      reserve(ctx, row.id, { evseId: 2, idToken: "OTHER", expiresAt: new Date(Date.now() + 60_000) }),
    ),
  ]);
  await Promise.all([outcomeOf(a.commandId!), outcomeOf(b.commandId!)]);
  expect([(await read(a.id)).status, (await read(b.id)).status]).toEqual(["active", "active"]);
  const sent = await tenant.inside((ctx) =>
    ctx.db.select().from(stationCommands).where(eq(stationCommands.stationId, row.id)).orderBy(stationCommands.id),
  );
  expect(sent[1]!.sentAt!.getTime()).toBeGreaterThanOrEqual(sent[0]!.settledAt!.getTime());
});
