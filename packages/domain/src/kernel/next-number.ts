import { eq, sql, stations } from "@stationmaster/db";
import type { Context } from "./context";
import { NotFoundError } from "./errors";

/** A number this station has not seen from us: requestId, remoteStartId (FR.05: the answer comes back under it). */
export async function nextNumber(ctx: Context, stationId: string): Promise<number> {
  const [row] = await ctx.db
    .update(stations)
    .set({ nextNumber: sql`case when next_number >= 2147483647 then 1 else next_number + 1 end` })
    .where(eq(stations.id, stationId))
    .returning({ next: stations.nextNumber });
  if (!row) throw new NotFoundError("station", stationId);
  return row.next;
}
