import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { rowsOf } from "../page";
import { stationStates } from "./shown-state";
import { isProblemOf, ofTheRow, ofTheState, type StationFilter, waitsForReboot } from "./station-filter";

type CountedView = "all" | "charging" | "cannotSell" | "withProblems" | "offline" | "waiting" | "reboot";
export type StationCounts = Record<CountedView, number>;

/** How many stations each view holds. */
export async function countStations(
  ctx: Context,
  filter: Pick<StationFilter, "siteId" | "search">,
): Promise<StationCounts> {
  const [counts] = await rowsOf<StationCounts>(
    ctx,
    sql`with ${stationStates(sql`select * from stations s where ${ofTheRow(filter)}`)}
        select count(*)::int as all,
          count(*) filter (where ${ofTheState({ view: "charging" })!})::int as charging,
          count(*) filter (where ${ofTheState({ view: "cannot-sell" })!})::int as "cannotSell",
          (select count(distinct p.station_id) from station_problems p join chosen s on ${isProblemOf(sql`s`)})::int as "withProblems",
          count(*) filter (where n.state = 'offline')::int as offline,
          count(*) filter (where s.booted_at is null)::int as waiting,
          count(*) filter (where ${waitsForReboot})::int as reboot
        from chosen s join station_now n on n.station_id = s.id`,
  );
  return counts!;
}

export type ModelCount = { vendor: string | null; model: string; count: number };

export const listModels = (ctx: Context, { siteId }: Pick<StationFilter, "siteId">): Promise<ModelCount[]> =>
  rowsOf<ModelCount>(
    ctx,
    sql`select min(s.vendor) as vendor, s.model, count(*)::int as count from stations s
        where ${ofTheRow({ siteId })} and s.model is not null group by s.model order by s.model limit 500`,
  );
