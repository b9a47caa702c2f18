import { and, bulkCommandStations, bulkCommands, eq, inArray, isNull, stationCommands } from "@stationmaster/db";
import { commandOf } from "../../blocks";
import { ConflictError, type Context, forgetSecrets } from "../../kernel";
import { note } from "../audit";
import { type BulkCommand, getBulkCommand } from "./get-bulk-command";

/** Withdraws what no station has heard of yet; what was sent is the stations' to answer. */
export async function cancelBulkCommand(ctx: Context, id: string): Promise<BulkCommand> {
  const before = await getBulkCommand(ctx, id);
  if (before.isDone) throw new ConflictError("Every station has its outcome already.");
  const itsCommands = ctx.db
    .select({ id: bulkCommandStations.commandId })
    .from(bulkCommandStations)
    .where(eq(bulkCommandStations.bulkCommandId, id));
  const withdrawn = await ctx.db
    .update(stationCommands)
    .set({ status: "cancelled", settledAt: ctx.now })
    .where(and(inArray(stationCommands.id, itsCommands), eq(stationCommands.status, "queued")))
    .returning();
  const settle = commandOf(before.action)?.settle;
  for (const command of withdrawn) {
    // The rows were checked against the action's schema when they were queued.
    await settle?.(ctx, command as never, { kind: "cancelled" });
    await forgetSecrets(ctx, command);
    ctx.changed({ kind: "command", id: command.id, stationId: command.stationId });
  }
  await ctx.db
    .update(bulkCommands)
    .set({ cancelledAt: ctx.now })
    .where(and(eq(bulkCommands.id, id), isNull(bulkCommands.cancelledAt)));
  await note(ctx, "bulk command cancelled", before.action, { bulkCommandId: id, withdrawn: withdrawn.length });
  return getBulkCommand(ctx, id);
}
