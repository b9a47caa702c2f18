import { connectors, eq, evses, reservations, sites, stations, transactions } from "@stationmaster/db";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { reserveNow } from "../../blocks/reservation";
import { type Command, claimCommand, settleCommand } from "../../kernel";
import {
  bookReservation,
  endReservation,
  getReservationDetail,
  listReservationPage,
  newReservation,
  readReservationCalendar,
  reservationCalendar,
  reservationList,
} from ".";

const room = await aRoom();
const tenant = await room.tenant();
const other = await room.tenant();
const noon = room.clock.now;
const inMinutes = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const siteId = uuidv7();
let station: RoomStation;

beforeAll(async () => {
  station = await tenant.station({ identity: "HARBOUR-1", bootStatus: "Accepted" });
  await tenant.station({ identity: "MILL-1", bootStatus: "Accepted" });
  await tenant.inside(async (ctx) => {
    await ctx.db
      .insert(sites)
      .values({ id: siteId, name: "Harbour", latitude: 52, longitude: 4, timeZone: "Europe/Lisbon" });
    await ctx.db.update(stations).set({ siteId }).where(eq(stations.id, station.id));
    for (const evseId of [1, 2])
      await ctx.db.insert(evses).values({ stationId: station.id, evseId, origin: "reported" });
    await ctx.db
      .insert(connectors)
      .values({ stationId: station.id, evseId: 1, connectorId: 1, origin: "reported", type: "cType2" });
  });
});

const book = (idToken: string, evseId?: number, stationIdentity = "harbour-1") =>
  tenant.inside((ctx) =>
    bookReservation(ctx, newReservation.parse({ stationIdentity, idToken, evseId, expiresAt: inMinutes(60) })),
  );
const answered = (status: string) =>
  tenant.inside(async (ctx) => {
    const { command } = await claimCommand(ctx, station);
    await settleCommand(ctx, () => reserveNow as unknown as Command, command!.id, station.epoch, {
      kind: "answered",
      response: { status } as never,
    });
  });
const list = (input: object = {}, by = tenant) =>
  by.inside((ctx) => listReservationPage(ctx, reservationList.parse(input)));
const cardsOf = async (input: object) => (await list(input)).items.map(({ idToken }) => idToken);
const calendar = (input: object, by = tenant) =>
  by.inside((ctx) => readReservationCalendar(ctx, reservationCalendar.parse(input)));

test("H01: reservations are found by station, site, status and card, page by page, with the time of their site", async () => {
  await book("VIP-1", 1);
  await answered("Accepted");
  await book("VIP-2", 2);
  await answered("Occupied");
  await book("GUEST", undefined, "MILL-1");
  expect(await cardsOf({})).toEqual(["GUEST", "VIP-2", "VIP-1"]);
  expect(await cardsOf({ stationIdentity: "Harbour-1" })).toEqual(["VIP-2", "VIP-1"]);
  expect(await cardsOf({ stationIdentity: "nowhere" })).toEqual([]);
  expect(await cardsOf({ siteId })).toEqual(["VIP-2", "VIP-1"]);
  expect(await cardsOf({ statuses: ["active", "requested"] })).toEqual(["GUEST", "VIP-1"]);
  expect(await cardsOf({ search: "vip" })).toEqual(["VIP-2", "VIP-1"]);
  expect(await cardsOf({ search: "mill" })).toEqual(["GUEST"]);
  const first = await list({ limit: 2 });
  expect(await cardsOf({ limit: 2, cursor: first.nextCursor })).toEqual(["VIP-1"]);
  expect((await list({ siteId })).items[0]).toMatchObject({
    ...{ siteName: "Harbour", timeZone: "Europe/Lisbon", stationIdentity: "HARBOUR-1" },
    ...{ status: "refused", reason: "Occupied" },
  });
});

test("H01: the calendar of a site has a row for each EVSE, and what was kept there; what was refused held nothing", async () => {
  const day = { from: inMinutes(-60), to: inMinutes(120) };
  expect((await calendar({ siteId, ...day })).items).toMatchObject([
    {
      identity: "HARBOUR-1",
      evses: [
        { id: 1, connectorTypes: ["cType2"] },
        { id: 2, connectorTypes: [] },
      ],
      reservations: [{ idToken: "VIP-1", evseId: 1 }],
    },
  ]);
  const [tomorrow] = (await calendar({ siteId, from: inMinutes(1440), to: inMinutes(2880) })).items;
  expect(tomorrow).toMatchObject({ identity: "HARBOUR-1", reservations: [] });
  const firstPage = await calendar({ ...day, limit: 1 });
  expect(firstPage.items).toMatchObject([{ identity: "HARBOUR-1" }]);
  expect((await calendar({ ...day, limit: 1, cursor: firstPage.nextCursor })).items).toMatchObject([
    { identity: "MILL-1", evses: [], reservations: [{ idToken: "GUEST", evseId: null }] },
  ]);
  await expect(calendar({ from: noon, to: inMinutes(60 * 24 * 60) })).rejects.toMatchObject({ kind: "invalid" });
});

test("H02, H03: a reservation's life names the session that used it, and the request to cancel it", async () => {
  const [vip] = (await list({ search: "VIP-1" })).items;
  const detail = () => tenant.inside((ctx) => getReservationDetail(ctx, vip!.id));
  expect(await detail()).toMatchObject({ session: null, cancelCommandId: null });
  const command = await tenant.inside((ctx) => endReservation(ctx, vip!.id));
  expect(command).toMatchObject({ action: "CancelReservation", status: "queued" });
  expect(await detail()).toMatchObject({ status: "active", cancelCommandId: command.id });

  const [guest] = (await list({ search: "GUEST" })).items;
  const withdrawn = await tenant.inside((ctx) => endReservation(ctx, guest!.id));
  expect(withdrawn).toMatchObject({ id: guest!.commandId, action: "ReserveNow", status: "cancelled" });

  const id = uuidv7();
  await tenant.inside(async (ctx) => {
    await ctx.db.insert(transactions).values({
      ...{ id, stationId: station.id, ocppId: "TX-9", evseId: 1, startedAt: noon, lastEventAt: noon },
      ...{ lastReceivedAt: noon, firstSeq: 0, lastSeq: 0, seqCount: 1 },
    });
    await ctx.db.update(reservations).set({ status: "used", transactionId: id }).where(eq(reservations.id, vip!.id));
  });
  expect(await detail()).toMatchObject({ status: "used", session: { id, transactionId: "TX-9" } });
});

test("H01: another tenant's calendar, list and hands are empty", async () => {
  const [vip] = (await list({ search: "VIP-1" })).items;
  expect((await list({ stationIdentity: "HARBOUR-1", siteId }, other)).items).toEqual([]);
  expect((await calendar({ siteId, from: noon, to: inMinutes(60) }, other)).items).toEqual([]);
  const missing = { kind: "not-found" };
  await expect(other.inside((ctx) => getReservationDetail(ctx, vip!.id))).rejects.toMatchObject(missing);
  await expect(other.inside((ctx) => endReservation(ctx, vip!.id))).rejects.toMatchObject(missing);
  await expect(
    other.inside((ctx) => bookReservation(ctx, { stationIdentity: "MILL-1", idToken: "X", expiresAt: inMinutes(5) })),
  ).rejects.toMatchObject(missing);
});
