import { and, desc, eq, sql, transactions } from "@stationmaster/db";
import { type Context, defineCommand, observeCommand } from "../../kernel";

/** F03, F04: asked by the station's own transactionId; the event that says it stopped is the effect. */
export const requestStopTransaction = defineCommand("RequestStopTransaction", {
  async settle(ctx, { id, stationId, request }, outcome) {
    if (outcome.kind === "answered" && outcome.response.status === "Accepted")
      await noteStoppedAlready(ctx, id, stationId, request.transactionId);
  },
});

/** Somebody else had asked before: no event of its own follows. */
async function noteStoppedAlready(ctx: Context, commandId: string, stationId: string, ocppId: string): Promise<void> {
  const [session] = await ctx.db
    .select({
      id: transactions.id,
      hasStopped: sql<boolean>`not ${transactions.isActive} or exists (
        select 1 from transaction_events e where e.transaction_id = ${transactions.id} and e.trigger_reason = 'RemoteStop')`,
    })
    .from(transactions)
    .where(and(eq(transactions.stationId, stationId), eq(transactions.ocppId, ocppId)))
    .orderBy(desc(transactions.namesake))
    .limit(1);
  if (session?.hasStopped) await observeCommand(ctx, commandId, { transactionId: ocppId, id: session.id });
}
