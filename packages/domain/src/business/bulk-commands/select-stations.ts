import { sql } from "@stationmaster/db";
import type { z } from "zod";
import type { Context } from "../../kernel";
import { allOf, rowsOf } from "../page";
import { ofTheRow, ofTheState, stationFilter, stationStates } from "../stations";
import { mostStations } from "./send-bulk-command";

export const stationSelection = stationFilter;

/** A station to be commanded, with what a person wants to know before: who would be cut off, and who cannot hear it now. */
export type SelectedStation = { id: string; identity: string; carCount: number; isOnline: boolean };

/** All that a filter shows, as many as one bulk command takes, and how many there are. */
export async function selectStations(
  ctx: Context,
  filter: z.output<typeof stationSelection>,
): Promise<{ items: SelectedStation[]; total: number }> {
  const rows = await rowsOf<SelectedStation & { total: number }>(
    ctx,
    sql`with ${stationStates(sql`select * from stations s where ${ofTheRow(filter)}`)}
        select s.id, s.identity, s.is_online as "isOnline", count(*) over ()::int as total,
          (select count(*)::int from evse_now e where e.station_id = s.id and e.state in ('charging', 'paused-ev', 'paused-evse')) as "carCount"
        from chosen s join station_now n on n.station_id = s.id
        where ${allOf([ofTheState(filter)])} order by s.identity_key limit ${mostStations}`,
  );
  return { items: rows.map(({ total: _, ...station }) => station), total: rows[0]?.total ?? 0 };
}
