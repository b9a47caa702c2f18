import { type SQL, sql } from "@stationmaster/db";
import { z } from "zod";
import type { Context } from "../../kernel";
import { allOf, type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";
import { rankOf, stationStates } from "./shown-state";
import { ofTheRow, ofTheState, stationFilter } from "./station-filter";
import { type StationRow, stationRows } from "./station-row";

const sorts = ["attention", "identity", "lastSeenAt", "model"] as const;

export const stationList = pageInput.extend({
  ...stationFilter.shape,
  sort: z.enum(sorts).default("identity"),
  order: z.enum(["asc", "desc"]).optional(),
});
type StationList = z.output<typeof stationList>;

/** By identity after what it is sorted by: identities are unique, so the cursor is exact. */
export async function listStations(ctx: Context, input: StationList): Promise<PageOf<StationRow>> {
  const needsStates = input.sort === "attention" || ofTheState(input) !== undefined;
  const from = needsStates ? sql`chosen s join station_now n on n.station_id = s.id` : sql`stations s`;
  const where = allOf([needsStates ? undefined : ofTheRow(input), ofTheState(input), afterCursor(input)]);
  const states = sql`with ${stationStates(sql`select * from stations s where ${ofTheRow(input)}`)}`;
  const rows = await rowsOf<{ id: string; key: string; value: string }>(
    ctx,
    sql`${needsStates ? states : sql``}
        select s.id, s.identity_key as key, (${sortedBy[input.sort]})::text as value from ${from}
        where ${where} order by ${sortedBy[input.sort]} ${orderOf(input) === "desc" ? sql`desc` : sql`asc`}, s.identity_key limit ${input.limit + 1}`,
  );
  const page = pageOf(
    rows,
    input.limit,
    (row) => [input.sort, row.value, row.key],
    (row) => row.id,
  );
  const stations = await stationRows(ctx, page.items);
  return { ...page, items: stations.map(({ evsesBehind: _, ...station }) => station) };
}

const sortedBy: Record<(typeof sorts)[number], SQL> = {
  attention: rankOf(sql`n.state`),
  identity: sql`s.identity_key`,
  lastSeenAt: sql`coalesce(s.last_seen_at, '-infinity')`,
  model: sql`coalesce(s.model, '')`,
};

const typeOf: Record<(typeof sorts)[number], SQL> = {
  attention: sql`integer`,
  identity: sql`text`,
  lastSeenAt: sql`timestamptz`,
  model: sql`text`,
};

const orderOf = ({ sort, order }: StationList) => order ?? (sort === "lastSeenAt" ? "desc" : "asc");

function afterCursor(input: StationList): SQL | undefined {
  const cursor = readCursor(input.cursor, z.tuple([z.literal(input.sort), z.string(), z.string()]));
  if (!cursor) return undefined;
  const [sort, value, key] = cursor;
  const last = sql`${value}::${typeOf[sort]}`;
  const beyond = orderOf(input) === "desc" ? sql`<` : sql`>`;
  return sql`(${sortedBy[sort]} ${beyond} ${last} or (${sortedBy[sort]} = ${last} and s.identity_key > ${key}))`;
}
