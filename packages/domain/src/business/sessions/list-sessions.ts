import { type SQL, sql } from "@stationmaster/db";
import { z } from "zod";
import type { Context } from "../../kernel";
import { allOf, beginsWith, cursorMoment, type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";
import { anyIdentity } from "../stations";
import { type SessionColumns, type SessionRow, sessionColumns, sessionRows, sessionTables } from "./session-row";

export const sessionList = pageInput.extend({
  search: z.string().trim().max(100).optional(),
  siteId: z.uuid().optional(),
  stationIdentity: anyIdentity.optional(),
  evseId: z.int().optional(),
  active: z.boolean().optional(),
  withGaps: z.boolean().optional(),
  from: z.date().optional(),
  to: z.date().optional(),
  sort: z.enum(["startedAt", "energyWh"]).default("startedAt"),
  order: z.enum(["asc", "desc"]).default("desc"),
});
type SessionList = z.output<typeof sessionList>;

/** How far back is looked, in days: by energy at most, because no index is in its order; for a search, unless somebody says from when. */
const reach = { energyWh: 31, search: 92 };

/** By energy, of these days: what the largest tenant can wait for. */
const mostCompared = 10_000;

/** Newest first. */
export async function listSessions(ctx: Context, input: SessionList): Promise<PageOf<SessionRow>> {
  const stationId = input.stationIdentity === undefined ? undefined : await stationIdOf(ctx, input.stationIdentity);
  if (stationId === null) return { items: [], nextCursor: null };
  const order = input.order === "asc" ? sql`asc` : sql`desc`;
  const value = input.sort === "energyWh" ? sql`coalesce(t.energy_wh, 0)` : sql`t.started_at`;
  const wanted = conditions(ctx, input, stationId);
  const after = afterCursor(input, value);
  const page = sql`order by ${value} ${order}, t.id ${order} limit ${input.limit + 1}`;
  const rows = await rowsOf<SessionColumns & { value: string }>(
    ctx,
    sql`select ${sessionColumns}, (${value})::text as value from ${sessionTables}
        where ${whichOf(input, { wanted: allOf(wanted), where: allOf([...wanted, after]), after: allOf([after]), page })} ${page}`,
  );
  const shown = pageOf(
    rows,
    input.limit,
    (row) => [input.sort, row.value, row.id],
    ({ value: _, ...row }) => row,
  );
  return { ...shown, items: await sessionRows(ctx, shown.items) };
}

function conditions(ctx: Context, input: SessionList, stationId: string | undefined): (SQL | undefined)[] {
  const from = beginOf(ctx, input);
  return [
    input.siteId ? sql`s.site_id = ${input.siteId}::uuid` : undefined,
    stationId === undefined ? undefined : sql`t.station_id = ${stationId}::uuid`,
    input.evseId === undefined ? undefined : sql`t.evse_id = ${input.evseId}`,
    input.active === undefined ? undefined : input.active ? sql`t.is_active` : sql`not t.is_active`,
    input.withGaps === undefined ? undefined : input.withGaps ? sql`t.has_gap` : sql`not t.has_gap`,
    from ? sql`t.started_at >= ${from.toISOString()}::timestamptz` : undefined,
    input.to ? sql`t.started_at < ${input.to.toISOString()}::timestamptz` : undefined,
  ];
}

function beginOf(ctx: Context, { sort, search, from, to }: SessionList): Date | undefined {
  const days = sort === "energyWh" ? reach.energyWh : search ? reach.search : undefined;
  if (days === undefined) return from;
  const earliest = new Date((to ?? ctx.now).getTime() - days * 86_400_000);
  // By energy all of the span must be read, whatever is asked.
  return from && (sort === "startedAt" || from > earliest) ? from : earliest;
}

async function stationIdOf(ctx: Context, identity: string): Promise<string | null> {
  const [station] = await rowsOf<{ id: string }>(
    ctx,
    sql`select id from stations where identity_key = ${identity.toLowerCase()} and removed_at is null`,
  );
  return station?.id ?? null;
}

type Parts = { wanted: SQL; after: SQL; where: SQL; page: SQL };

function whichOf(input: SessionList, { wanted, after, where, page }: Parts): SQL {
  if (input.search) return whatBegins(input.search, where, page);
  return input.sort === "energyWh" ? theMost(input, wanted, after, page) : where;
}

/** The session's own number, the card, the station: from their beginning. Each by its own index, and of each no more than a page. */
function whatBegins(search: string, where: SQL, page: SQL): SQL {
  const key = search.toLowerCase();
  const ways = [
    // As it is written, or all in one case: a column of the hot table for any mixture would cost every event.
    ...[...new Set([search, key, search.toUpperCase()])].map((number) => beginsWith(sql`t.ocpp_id`, number)),
    beginsWith(sql`t.id_token_key`, key),
    sql`t.station_id in (select id from stations where ${beginsWith(sql`identity_key`, key)})`,
  ].map(
    (way) =>
      sql`(select t.id from transactions t join stations s on s.id = t.station_id where ${way} and ${where} ${page})`,
  );
  return sql`t.id in (${sql.join(ways, sql` union `)})`;
}

/** No index is in the order of energy: the page is found among the bare newest, before each is joined to all that is shown of it. */
function theMost({ siteId }: SessionList, wanted: SQL, after: SQL, page: SQL): SQL {
  const stations = siteId ? sql`join stations s on s.id = t.station_id` : sql``;
  return sql`t.id in (select t.id from (
    select t.id, t.energy_wh from transactions t ${stations} where ${wanted} order by t.started_at desc limit ${mostCompared}) t
    where ${after} ${page})`;
}

function afterCursor({ cursor, sort, order }: SessionList, value: SQL): SQL | undefined {
  const shape = sort === "energyWh" ? z.string().regex(/^-?\d+(\.\d+)?$/) : cursorMoment;
  const after = readCursor(cursor, z.tuple([z.literal(sort), shape, z.uuid()]));
  if (!after) return undefined;
  const last = sql`${after[1]}::${sort === "energyWh" ? sql`numeric` : sql`timestamptz`}`;
  // The first bound by itself may use an index; the second leaves out what has the same value and was shown.
  return order === "asc"
    ? sql`${value} >= ${last} and (${value} > ${last} or t.id > ${after[2]}::uuid)`
    : sql`${value} <= ${last} and (${value} < ${last} or t.id < ${after[2]}::uuid)`;
}
