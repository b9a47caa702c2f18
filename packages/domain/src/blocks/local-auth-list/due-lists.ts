import { sql } from "@stationmaster/db";
import { rowsOf } from "../../business/page";
import type { Context } from "../../kernel";
import { retellExpired } from "./cards-changed";

/** Where a list `l` of a station `s` wants attention: it is due, or the station has booted and may have lost it (D02). */
const isDue = (now: Date) => sql`l.replaced_at is null and l.desired_version > 0 and l.command_id is null
  and s.is_online and s.boot_status = 'Accepted' and s.registration_status = 'Accepted' and s.removed_at is null
  and (l.due_at <= ${now.toISOString()}::timestamptz or (l.due_at is null and l.station_version_at < s.booted_at))`;

/** What was on its way and is so no more, though nobody took note. */
const isStranded = sql`l.command_id is not null and not exists (
  select 1 from station_commands c where c.tenant_id = l.tenant_id and c.id = l.command_id and c.status in ('queued', 'sent'))`;

const atOnce = 500;

/** The stations of a tenant that `keepInStep` is to look at now. */
export async function dueLists(ctx: Context): Promise<string[]> {
  await retellExpired(ctx);
  await ctx.db.execute(
    sql`update local_lists l set command_id = null, due_at = ${ctx.now.toISOString()}::timestamptz, needs_full = true where ${isStranded}`,
  );
  const rows = await rowsOf<{ id: string }>(
    ctx,
    sql`with due as materialized (
        select l.station_id from local_lists l join stations s on s.tenant_id = l.tenant_id and s.id = l.station_id
        where ${isDue(ctx.now)} order by l.due_at nulls first limit ${atOnce} for update of l skip locked)
      update local_lists l set due_at = ${ctx.now.toISOString()}::timestamptz from due where l.station_id = due.station_id
      returning l.station_id as id`,
  );
  return rows.map(({ id }) => id);
}
