import { inArray, localLists, type SQL, sql } from "@stationmaster/db";
import { idsOf, rowsOf } from "../../business/page";
import type { Context } from "../../kernel";
import type { Why } from "./local-list";
import { nameOf, retellEntries } from "./write-entries";

/** Cards were changed or taken away: the lists that follow them are otherwise now. Told by the worker, for they may be many. */
export async function cardsChanged(ctx: Context, cards: { idToken: string; type: string }[]): Promise<void> {
  if (cards.length === 0) return;
  const which = sql`(${sql.join(cards.map(nameOf), sql` or `)})`;
  if ((await retell(ctx, which, "card-changed")) > 0) ctx.enqueue({ queue: "upkeep", task: "sync-local-lists" });
}

/** Cards whose time is over. */
export const retellExpired = (ctx: Context): Promise<number> =>
  retell(ctx, sql`o.turns_at <= ${ctx.now.toISOString()}::timestamptz`, "card-changed");

async function retell(ctx: Context, which: SQL, why: Why): Promise<number> {
  // The lists before their entries, as everywhere: two that wait for each other would both be lost.
  const concerned = await rowsOf<{ id: string }>(
    ctx,
    sql`select station_id as id from local_lists where station_id in (select o.station_id from local_list_entries o where ${which})
      order by station_id for update`,
  );
  if (concerned.length === 0) return 0;
  const stationIds = await retellEntries(
    ctx,
    sql`${which} and o.station_id = any(${idsOf(concerned.map(({ id }) => id))})`,
  );
  if (stationIds.length === 0) return 0;
  await ctx.db
    .update(localLists)
    .set({
      desiredVersion: sql`greatest(desired_version, last_version) + 1`,
      ...{ dueAt: ctx.now, why, part: 0, failures: 0 },
    })
    .where(inArray(localLists.stationId, stationIds));
  for (const stationId of stationIds) ctx.changed({ kind: "room", id: "local-auth-list", stationId });
  return stationIds.length;
}
