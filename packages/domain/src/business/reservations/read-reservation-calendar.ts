import { and, asc, connectors, eq, evses, gt, inArray, isNull, stations } from "@stationmaster/db";
import { z } from "zod";
import { listReservations, type Reservation } from "../../blocks/reservation";
import { type Context, InvalidError } from "../../kernel";
import { type PageOf, pageInput, pageOf, readCursor } from "../page";

export const reservationCalendar = pageInput.extend({
  siteId: z.uuid().optional(),
  from: z.date(),
  to: z.date(),
});

export type ReservedEvse = { id: number; connectorTypes: string[] };
export type CalendarStation = { id: string; identity: string; evses: ReservedEvse[]; reservations: Reservation[] };

const longestDays = 31;
const mostReservations = 5_000;

/** The stations of a site with their EVSEs, and what was or is kept there in this time: what the station refused held nothing. */
export async function readReservationCalendar(
  ctx: Context,
  { siteId, from, to, limit, cursor }: z.output<typeof reservationCalendar>,
): Promise<PageOf<CalendarStation>> {
  if (to <= from || to.getTime() - from.getTime() > longestDays * 86_400_000)
    throw new InvalidError(`A calendar shows up to ${longestDays} days.`, "to");
  const after = readCursor(cursor, z.tuple([z.string()]));
  const rows = await ctx.db
    .select({ id: stations.id, identity: stations.identity, key: stations.identityKey })
    .from(stations)
    .where(
      and(
        isNull(stations.removedAt),
        siteId ? eq(stations.siteId, siteId) : undefined,
        after ? gt(stations.identityKey, after[0]) : undefined,
      ),
    )
    .orderBy(asc(stations.identityKey))
    .limit(limit + 1);
  const page = pageOf(
    rows,
    limit,
    ({ key }) => [key],
    ({ id, identity }) => ({ id, identity }),
  );
  const stationIds = page.items.map(({ id }) => id);
  if (stationIds.length === 0) return { items: [], nextCursor: null };
  const [places, reservations] = await Promise.all([
    evsesOf(ctx, stationIds),
    listReservations(ctx, { stationIds, from, to, held: true }, { limit: mostReservations }),
  ]);
  return {
    ...page,
    items: page.items.map((station) => ({
      ...station,
      evses: [...(places.get(station.id)?.values() ?? [])],
      reservations: reservations.filter(({ stationId }) => stationId === station.id),
    })),
  };
}

async function evsesOf(ctx: Context, stationIds: string[]): Promise<Map<string, Map<number, ReservedEvse>>> {
  const rows = await ctx.db
    .select({ stationId: evses.stationId, id: evses.evseId, type: connectors.type })
    .from(evses)
    .leftJoin(connectors, and(eq(connectors.stationId, evses.stationId), eq(connectors.evseId, evses.evseId)))
    .where(and(inArray(evses.stationId, stationIds), gt(evses.evseId, 0)))
    .orderBy(asc(evses.evseId), asc(connectors.connectorId));
  const places = new Map<string, Map<number, ReservedEvse>>();
  for (const { stationId, id, type } of rows) {
    const ofStation = places.get(stationId) ?? new Map<number, ReservedEvse>();
    const evse = ofStation.get(id) ?? { id, connectorTypes: [] };
    if (type !== null && !evse.connectorTypes.includes(type)) evse.connectorTypes.push(type);
    places.set(stationId, ofStation.set(id, evse));
  }
  return places;
}
