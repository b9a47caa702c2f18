import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { rowsOf } from "../page";
import { type ShownState, shownStates, stationStates } from "../stations";

export type FleetStates = {
  siteCount: number;
  stationCount: number;
  evseCount: number;
  offlineStationCount: number;
  states: Record<ShownState, number>;
};

/** How many EVSEs are in each state. */
export async function countStates(ctx: Context, { siteId }: { siteId?: string | undefined }): Promise<FleetStates> {
  const ofSite = siteId ? sql`and site_id = ${siteId}::uuid` : sql``;
  const [row] = await rowsOf<Omit<FleetStates, "states"> & { states: Partial<Record<ShownState, number>> | null }>(
    ctx,
    sql`with ${stationStates(sql`select * from stations where removed_at is null ${ofSite}`)},
          counted as (select state, count(*)::int as count from evse_now group by state)
        select (select count(*)::int from sites ${siteId ? sql`where id = ${siteId}::uuid` : sql``}) as "siteCount", (select count(*)::int from chosen) as "stationCount",
          (select coalesce(sum(count), 0)::int from counted) as "evseCount", (select count(*)::int from station_now where state = 'offline') as "offlineStationCount",
          (select json_object_agg(state, count) from counted) as states`,
  );
  const none = Object.fromEntries(shownStates.map((state) => [state, 0])) as Record<ShownState, number>;
  return { ...row!, states: { ...none, ...row!.states } };
}
