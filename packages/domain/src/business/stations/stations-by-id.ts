import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { idsOf, rowsOf } from "../page";
import { type StationRow, stationRows } from "./station-row";

/** The rows of a list anew, for those that changed. */
export async function stationsById(ctx: Context, ids: string[]): Promise<StationRow[]> {
  const kept = await rowsOf<{ id: string }>(
    ctx,
    sql`select id from stations where id = any(${idsOf(ids)}) and removed_at is null`,
  );
  const rows = await stationRows(
    ctx,
    kept.map(({ id }) => id),
  );
  return rows.map(({ evsesBehind: _, ...row }) => row);
}
