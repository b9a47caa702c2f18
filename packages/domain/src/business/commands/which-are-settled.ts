import { and, inArray, notInArray, stationCommands } from "@stationmaster/db";
import type { Context } from "../../kernel";

/** Of these commands, those with an outcome: one look for all who wait. */
export async function whichAreSettled(ctx: Context, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({ id: stationCommands.id })
    .from(stationCommands)
    .where(and(inArray(stationCommands.id, ids), notInArray(stationCommands.status, ["queued", "sent"])));
  return rows.map(({ id }) => id);
}
