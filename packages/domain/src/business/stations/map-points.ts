import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { momentOf, rowsOf } from "../page";
import { type ShownState, stationStates } from "./shown-state";
import { ofTheRow } from "./station-filter";

export type MapPoint = {
  id: string;
  identity: string;
  siteName: string | null;
  longitude: number;
  latitude: number;
  state: ShownState;
  stateSince: Date | null;
};

const mostPoints = 10_000;

/** Every station that has a place: that of its site. */
export async function mapPoints(ctx: Context, { siteId }: { siteId?: string | undefined }): Promise<MapPoint[]> {
  const rows = await rowsOf<Omit<MapPoint, "stateSince"> & { stateSince: string | null }>(
    ctx,
    sql`with ${stationStates(sql`select * from stations s where ${ofTheRow({ siteId })} and s.site_id is not null order by s.identity_key limit ${mostPoints}`)}
        select s.id, s.identity, site.name as "siteName", site.longitude, site.latitude, n.state,
          case n.state when 'offline' then s.disconnected_at when 'unknown' then coalesce(s.states_stale_before, s.created_at) else e.since end as "stateSince"
        from chosen s join station_now n on n.station_id = s.id join sites site on site.id = s.site_id
        left join (select station_id, state, max(coalesce(session_started_at, status_at)) as since from evse_now group by station_id, state) e
          on e.station_id = s.id and e.state = n.state`,
  );
  return rows.map((row) => ({ ...row, stateSince: momentOf(row.stateSince) }));
}
