import { and, eq, sql, stationCommands, stations } from "@stationmaster/db";
import { type Context, cancelCommand, type FindCommand } from "../../kernel";
import { note } from "../audit";
import { findStation } from "./find-station";

/** Takes a station away: it can no longer connect, what waited for it is cancelled, its sessions stay. */
export async function removeStation(ctx: Context, find: FindCommand, identity: string): Promise<void> {
  const station = await findStation(ctx, identity);
  const [removed] = await ctx.db
    .update(stations)
    .set({
      removedAt: ctx.now,
      isOnline: false,
      disconnectedAt: sql`case when is_online then ${ctx.now.toISOString()}::timestamptz else disconnected_at end`,
      connectionEpoch: sql`connection_epoch + 1`,
    })
    .where(eq(stations.id, station.id))
    .returning({ epoch: stations.connectionEpoch });
  const waiting = await ctx.db
    .select({ id: stationCommands.id })
    .from(stationCommands)
    .where(and(eq(stationCommands.stationId, station.id), eq(stationCommands.status, "queued")));
  for (const { id } of waiting) await cancelCommand(ctx, find, id);
  await note(ctx, "station removed", station.identity);
  // A socket of an older epoch is closed by whoever holds it.
  ctx.ring({ stationId: station.id, why: "replaced", epoch: removed!.epoch });
  ctx.changed({ kind: "station", id: station.id, stationId: station.id });
}
