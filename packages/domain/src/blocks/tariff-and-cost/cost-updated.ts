import { eq, transactions } from "@stationmaster/db";
import { z } from "zod";
import { type CommandRow, ConflictError, type Context, defineCommand, NotFoundError, sendCommand } from "../../kernel";
import { runningCost } from "./session-costs";

/** A minute old, the price so far is no news any more. */
const deadlineSeconds = 60;

/** I02: the price so far, for the driver to read at the station. */
export const costUpdated = defineCommand("CostUpdated", {
  input: z.object({ transactionId: z.uuid() }),
  mayRepeat: true,

  async build(ctx, _stationId, { transactionId }) {
    const session = await requireSession(ctx, transactionId);
    if (!session.isActive)
      throw new ConflictError("This session has ended; its cost was told in the answer to its end.");
    const cost = await runningCost(ctx, transactionId);
    if (!cost) throw new ConflictError("No tariff is for this session.");
    return { transactionId: session.ocppId, totalCost: Number(cost.total) };
  },
});

/** Sends the price so far of a running session to its station. */
export async function sendRunningCost(ctx: Context, transactionId: string): Promise<CommandRow> {
  const { stationId } = await requireSession(ctx, transactionId);
  return sendCommand(ctx, stationId, costUpdated, { transactionId }, { deadlineSeconds, subjectId: transactionId });
}

async function requireSession(ctx: Context, id: string) {
  const [session] = await ctx.db.select().from(transactions).where(eq(transactions.id, id));
  if (!session) throw new NotFoundError("session", id);
  return session;
}
