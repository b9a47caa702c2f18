import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { rowsOf } from "../page";
import { type StationRow, stationRows } from "./station-row";

/** The rows of a list anew, for those that changed. */
export async function stationsById(ctx: Context, ids: string[]): Promise<StationRow[]> {
  const kept = await rowsOf<{ id: string }>(
    ctx,
    sql`select s.id from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as wanted(id) join stations s on s.id = wanted.id::uuid where s.removed_at is null`,
  );
  const rows = await stationRows(
    ctx,
    kept.map(({ id }) => id),
  );
  return rows.map(({ evsesBehind: _, ...row }) => row);
}
