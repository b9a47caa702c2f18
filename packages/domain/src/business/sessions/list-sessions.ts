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

/** How far back is looked, in days, for what no index orders or finds; who wants more says from when. */
const reach = { energyWh: 31, search: 92 };

/** Newest first. */
export async function listSessions(ctx: Context, input: SessionList): Promise<PageOf<SessionRow>> {
  const stationId = input.stationIdentity === undefined ? undefined : await stationIdOf(ctx, input.stationIdentity);
  if (stationId === null) return { items: [], nextCursor: null };
  const order = input.order === "asc" ? sql`asc` : sql`desc`;
  const value = input.sort === "energyWh" ? sql`coalesce(t.energy_wh, 0)` : sql`t.started_at`;
  const rows = await rowsOf<SessionColumns & { value: string }>(
    ctx,
    sql`select ${sessionColumns}, (${value})::text as value from ${sessionTables}
        where ${allOf([...conditions(ctx, input, stationId), afterCursor(input, value)])}
        order by ${value} ${order}, t.id ${order} limit ${input.limit + 1}`,
  );
  const page = pageOf(
    rows,
    input.limit,
    (row) => [input.sort, row.value, row.id],
    ({ value: _, ...row }) => row,
  );
  return { ...page, items: await sessionRows(ctx, page.items) };
}

function conditions(ctx: Context, input: SessionList, stationId: string | undefined): (SQL | undefined)[] {
  const days = input.sort === "energyWh" ? reach.energyWh : input.search ? reach.search : undefined;
  const from = input.from ?? (days && new Date((input.to ?? ctx.now).getTime() - days * 86_400_000));
  return [
    input.siteId ? sql`s.site_id = ${input.siteId}::uuid` : undefined,
    stationId === undefined ? undefined : sql`t.station_id = ${stationId}::uuid`,
    input.evseId === undefined ? undefined : sql`t.evse_id = ${input.evseId}`,
    input.active === undefined ? undefined : input.active ? sql`t.is_active` : sql`not t.is_active`,
    input.withGaps === undefined ? undefined : input.withGaps ? sql`t.has_gap` : sql`not t.has_gap`,
    from ? sql`t.started_at >= ${from.toISOString()}::timestamptz` : undefined,
    input.to ? sql`t.started_at < ${input.to.toISOString()}::timestamptz` : undefined,
    input.search ? matches(input.search) : undefined,
  ];
}

async function stationIdOf(ctx: Context, identity: string): Promise<string | null> {
  const [station] = await rowsOf<{ id: string }>(
    ctx,
    sql`select id from stations where identity_key = ${identity.toLowerCase()} and removed_at is null`,
  );
  return station?.id ?? null;
}

/** The session's own number, the card, the station: from their beginning. */
const matches = (search: string): SQL => sql`(${beginsWith(sql`lower(t.ocpp_id)`, search.toLowerCase())}
  or ${beginsWith(sql`t.id_token_key`, search.toLowerCase())}
  or t.station_id in (select id from stations where ${beginsWith(sql`identity_key`, search.toLowerCase())}))`;

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
