import { eq, sql, stationDrift } from "@stationmaster/db";
import { countDrift, templateKeyFor } from "../../blocks/provisioning";
import type { Context } from "../../kernel";
import { rowsOf } from "../page";

/** "offset 0": by its key, also while Postgres does not know yet how many there are. */
export const stationsWithDrift = sql`stations s left join lateral (
  select * from station_drift x where x.tenant_id = s.tenant_id and x.station_id = s.id offset 0) f on true`;

/** Counted by what a template said before. */
const stale = sql`f.checked_at = 'epoch'`;

/** A template was changed: the stations it holds for are counted by the worker, for they may be many. Those it begins or ceases to hold for are seen by themselves. */
export async function countAgain(ctx: Context, templateKey: string): Promise<void> {
  await ctx.db
    .update(stationDrift)
    .set({ checkedAt: new Date(0) })
    .where(eq(stationDrift.templateKey, templateKey));
  ctx.enqueue({ queue: "upkeep", task: "count-drift" });
}

/** So many in one transaction: their own messages wait no longer than that. */
const atOnce = 100;

/** Counts some of the stations that stand otherwise to their template than was last counted; how many these were. */
export async function countStale(ctx: Context): Promise<number> {
  const rows = await rowsOf<{ id: string }>(
    ctx,
    sql`select s.id from ${stationsWithDrift}
        where s.removed_at is null and (${stale} or f.template_key is distinct from ${templateKeyFor(sql`s.vendor`, sql`s.model`)})
        order by s.id limit ${atOnce}`,
  );
  if (rows.length === 0) return 0;
  await countDrift(
    ctx,
    rows.map(({ id }) => id),
  );
  ctx.changed({ kind: "room", id: "configuration-templates" });
  return rows.length;
}
