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
  direction: z.enum(["asc", "desc"]).default("desc"),
});
type SessionList = z.output<typeof sessionList>;

const energyDays = 31;

/** Newest first. By energy only within a month: no index orders a year of sessions by what they took. */
export async function listSessions(ctx: Context, input: SessionList): Promise<PageOf<SessionRow>> {
  const order = input.direction === "asc" ? sql`asc` : sql`desc`;
  const value = input.sort === "energyWh" ? sql`coalesce(t.energy_wh, 0)` : sql`t.started_at`;
  const rows = await rowsOf<SessionColumns & { value: string }>(
    ctx,
    sql`select ${sessionColumns}, (${value})::text as value from ${sessionTables}
        where ${allOf([...conditions(ctx, input), afterCursor(input, value)])}
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

function conditions(ctx: Context, input: SessionList): (SQL | undefined)[] {
  const from =
    input.from ??
    (input.sort === "energyWh" ? new Date((input.to ?? ctx.now).getTime() - energyDays * 86_400_000) : undefined);
  return [
    input.siteId ? sql`s.site_id = ${input.siteId}::uuid` : undefined,
    input.stationIdentity
      ? sql`t.station_id in (select id from stations where identity_key = ${input.stationIdentity.toLowerCase()} and removed_at is null)`
      : undefined,
    input.evseId === undefined ? undefined : sql`t.evse_id = ${input.evseId}`,
    input.active === undefined ? undefined : input.active ? sql`t.is_active` : sql`not t.is_active`,
    input.withGaps === undefined ? undefined : input.withGaps ? sql`t.has_gap` : sql`not t.has_gap`,
    from ? sql`t.started_at >= ${from.toISOString()}::timestamptz` : undefined,
    input.to ? sql`t.started_at < ${input.to.toISOString()}::timestamptz` : undefined,
    input.search ? matches(input.search) : undefined,
  ];
}

/** The session's own number, the card, the station: from their beginning. */
const matches = (search: string): SQL => sql`(${beginsWith(sql`lower(t.ocpp_id)`, search.toLowerCase())}
  or ${beginsWith(sql`t.id_token_key`, search.toLowerCase())}
  or t.station_id in (select id from stations where ${beginsWith(sql`identity_key`, search.toLowerCase())}))`;

function afterCursor({ cursor, sort, direction }: SessionList, value: SQL): SQL | undefined {
  const shape = sort === "energyWh" ? z.string().regex(/^-?\d+(\.\d+)?$/) : cursorMoment;
  const after = readCursor(cursor, z.tuple([z.literal(sort), shape, z.uuid()]));
  if (!after) return undefined;
  const last = sql`${after[1]}::${sort === "energyWh" ? sql`numeric` : sql`timestamptz`}`;
  // The first bound by itself may use an index; the second leaves out what has the same value and was shown.
  return direction === "asc"
    ? sql`${value} >= ${last} and (${value} > ${last} or t.id > ${after[2]}::uuid)`
    : sql`${value} <= ${last} and (${value} < ${last} or t.id < ${after[2]}::uuid)`;
}
