import { inArray, stations } from "@stationmaster/db";
import type { Context } from "./context";

/**
 * Rows of a page with the names of their stations. Asked for apart: joined, a page of a large table may be planned as
 * all rows of all stations, sorted.
 */
export async function withStationIdentity<Row extends { stationId: string }>(
  ctx: Context,
  rows: Row[],
): Promise<(Row & { stationIdentity: string })[]> {
  const ids = [...new Set(rows.map(({ stationId }) => stationId))];
  if (ids.length === 0) return [];
  const named = await ctx.db
    .select({ id: stations.id, identity: stations.identity })
    .from(stations)
    .where(inArray(stations.id, ids));
  const identities = new Map(named.map(({ id, identity }) => [id, identity]));
  // A row's station is there: stations are marked as removed, never deleted before what is theirs.
  return rows.map((row) => ({ ...row, stationIdentity: identities.get(row.stationId) ?? "" }));
}
