import { eq, type IngestTransaction, transactionCosts } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { costFacts, priceOfSession } from "./cost-facts";

/** The final price of a session that we have ended, its station never having told an end; none where no tariff is for it. */
export async function priceClosedSession(ctx: Context, id: string): Promise<void> {
  const [facts] = await costFacts(ctx, [id]);
  if (!facts) return;
  const { total, lines } = priceOfSession(facts);
  await ctx.db
    .update(transactionCosts)
    .set({ total, lines, calculatedAt: ctx.now })
    .where(eq(transactionCosts.transactionId, id));
}

/** What goes on after all has no final price any more. */
export const priceReopenedSessions = (tx: IngestTransaction, sessions: { tenant: string; id: string }[]) => tx`
  update transaction_costs c set total = null, lines = null, calculated_at = null
  from jsonb_to_recordset(${JSON.stringify(sessions)}::text::jsonb) as r(tenant uuid, id uuid)
  where c.tenant_id = r.tenant and c.transaction_id = r.id`;
