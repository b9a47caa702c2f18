import {
  and,
  desc,
  eq,
  inArray,
  lt,
  ne,
  type ReservationStatus,
  reservations,
  type SQL,
  sites,
  sql,
  stations,
} from "@stationmaster/db";
import { beginsWith } from "../../business/page";
import { type Context, NotFoundError } from "../../kernel";

/** One past its time has expired, also before the sweep or the station has said so. */
const shownStatus = (now: Date) => sql<ReservationStatus>`case
  when ${reservations.status} in ('requested', 'active') and ${reservations.expiresAt} <= ${now.toISOString()} then 'expired'
  else ${reservations.status} end`;

/** When it stopped holding an EVSE, or will. */
const endsAt = sql<string>`case when ${reservations.status} in ('requested', 'active') then ${reservations.expiresAt}
  else least(${reservations.statusAt}, ${reservations.expiresAt}) end`;

const columnsAt = (now: Date) => ({
  id: reservations.id,
  reservationId: reservations.number,
  stationId: reservations.stationId,
  stationIdentity: stations.identity,
  siteId: stations.siteId,
  siteName: sites.name,
  timeZone: sql<string>`coalesce(${sites.timeZone}, (select time_zone from tenants))`,
  evseId: reservations.evseId,
  connectorType: reservations.connectorType,
  idToken: reservations.idToken,
  idTokenType: reservations.idTokenType,
  groupIdToken: reservations.groupIdToken,
  createdAt: reservations.createdAt,
  expiresAt: reservations.expiresAt,
  endsAt: endsAt.mapWith((text: string) => new Date(text)),
  status: shownStatus(now),
  statusAt: reservations.statusAt,
  reason: reservations.reason,
  transactionId: reservations.transactionId,
  commandId: reservations.commandId,
  requestedBy: sql<string | null>`${reservations.requestedBy} ->> 'name'`,
});

const selectReservations = (ctx: Context) =>
  ctx.db
    .select(columnsAt(ctx.now))
    .from(reservations)
    .innerJoin(stations, and(eq(stations.tenantId, reservations.tenantId), eq(stations.id, reservations.stationId)))
    .leftJoin(sites, and(eq(sites.tenantId, stations.tenantId), eq(sites.id, stations.siteId)));

export type Reservation = Awaited<ReturnType<typeof selectReservations>>[number];

export type ReservationFilter = {
  siteId?: string | undefined;
  stationId?: string | undefined;
  stationIds?: string[] | undefined;
  stationIdentity?: string | undefined;
  /** Any of these. */
  statuses?: ReservationStatus[] | undefined;
  idToken?: string | undefined;
  /** What the card begins with. */
  card?: string | undefined;
  /** What the card, its group or the station's identity begins with. */
  search?: string | undefined;
  /** Without those the station never took. */
  held?: boolean | undefined;
  /** Those that held something, or may, between these two. */
  from?: Date | undefined;
  to?: Date | undefined;
};

/** Newest first; the cursor is the last row's id, which is a time. */
export const listReservations = (
  ctx: Context,
  filter: ReservationFilter,
  { limit, after }: { limit: number; after?: { id: string } | undefined },
): Promise<Reservation[]> =>
  selectReservations(ctx)
    .where(and(...conditions(ctx, filter), after ? lt(reservations.id, after.id) : undefined))
    .orderBy(desc(reservations.id))
    .limit(limit);

export async function getReservation(ctx: Context, id: string): Promise<Reservation> {
  const [row] = await selectReservations(ctx).where(eq(reservations.id, id));
  if (!row) throw new NotFoundError("reservation", id);
  return row;
}

const conditions = (ctx: Context, filter: ReservationFilter): (SQL | undefined)[] => [
  filter.siteId ? eq(stations.siteId, filter.siteId) : undefined,
  filter.stationId ? eq(reservations.stationId, filter.stationId) : undefined,
  filter.stationIdentity ? eq(stations.identityKey, filter.stationIdentity.toLowerCase()) : undefined,
  filter.stationIds ? inArray(reservations.stationId, filter.stationIds) : undefined,
  filter.statuses ? inArray(shownStatus(ctx.now), filter.statuses) : undefined,
  // Said so, they are looked up among the few that are not over.
  filter.statuses?.every((status) => status === "requested" || status === "active")
    ? sql`${reservations.status} in ('requested', 'active')`
    : undefined,
  filter.card ? beginsWith(sql`${reservations.idTokenKey}`, filter.card.toLowerCase()) : undefined,
  filter.search ? and(matches(filter.search.toLowerCase()), madeSince(ctx.now, searchDays)) : undefined,
  filter.held ? ne(reservations.status, "refused") : undefined,
  filter.idToken ? eq(reservations.idTokenKey, filter.idToken.toLowerCase()) : undefined,
  filter.to ? sql`${reservations.createdAt} < ${filter.to.toISOString()}` : undefined,
  // None ends later than it would have run out, which has an index.
  filter.from
    ? sql`${endsAt} > ${filter.from.toISOString()} and ${reservations.expiresAt} > ${filter.from.toISOString()}`
    : undefined,
];

/** How far back a search looks: it may have to read all of them. */
const searchDays = 92;
const madeSince = (now: Date, days: number): SQL =>
  sql`${reservations.id} >= uuid_at(${new Date(now.getTime() - days * 86_400_000).toISOString()}::timestamptz)`;

const matches = (prefix: string): SQL => sql`(${beginsWith(sql`${reservations.idTokenKey}`, prefix)}
  or ${beginsWith(sql`lower(${reservations.groupIdToken})`, prefix)} or ${beginsWith(sql`${stations.identityKey}`, prefix)})`;
