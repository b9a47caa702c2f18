import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { rowsOf } from "../page";

export type SessionCounts = { active: number; today: number; withGaps: number };

/** Under way, begun today (by the clock of the site, or the tenant), and with something missing in the ledger. */
export async function countSessions(ctx: Context, { siteId }: { siteId?: string | undefined }): Promise<SessionCounts> {
  const ofSite = siteId ? sql`and t.station_id in (select id from stations where site_id = ${siteId}::uuid)` : sql``;
  const zone = sql`coalesce(${siteId ? sql`(select time_zone from sites where id = ${siteId}::uuid)` : sql`null`}, (select time_zone from tenants))`;
  // A bound that is a sub-select of its own may use the index; written out, its coalesce could not (row-level security).
  const [counts] = await rowsOf<SessionCounts>(
    ctx,
    sql`select
          (select count(*)::int from transactions t where t.is_active ${ofSite}) as active,
          (select count(*)::int from transactions t where t.started_at >= (select date_trunc('day', ${ctx.now.toISOString()}::timestamptz, ${zone})) ${ofSite}) as today,
          (select count(*)::int from transactions t where t.has_gap ${ofSite}) as "withGaps"`,
  );
  return counts!;
}
