import { inArray, transactionCosts } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { type CostFacts, costFacts, priceOfSession } from "./cost-facts";
import type { Price } from "./price";

export type SessionCost = Price & {
  /** False while it runs: the price so far. */
  isFinal: boolean;
  tariff: Pick<CostFacts, "tariffKey" | "tariffVersion" | "chosenBy">;
};

/** The costs of sessions by their ids; those no tariff is for are left out. Ended ones as they were told, running ones so far. */
export async function sessionCosts(ctx: Context, transactionIds: string[]): Promise<Map<string, SessionCost>> {
  if (transactionIds.length === 0) return new Map();
  const facts = await costFacts(ctx, transactionIds);
  const told = await ctx.db
    .select({ id: transactionCosts.transactionId, total: transactionCosts.total, lines: transactionCosts.lines })
    .from(transactionCosts)
    .where(inArray(transactionCosts.transactionId, transactionIds));
  const finals = new Map(told.map((row) => [row.id, row]));
  return new Map(
    facts.map((fact) => {
      const final = finals.get(fact.id);
      const price =
        final?.total != null && final.lines
          ? { currency: fact.currency, total: final.total, lines: final.lines }
          : priceOfSession(fact);
      const { tariffKey, tariffVersion, chosenBy } = fact;
      return [fact.id, { ...price, isFinal: !fact.isActive, tariff: { tariffKey, tariffVersion, chosenBy } }];
    }),
  );
}

/** The price so far, or the final one; undefined where no tariff is for it. */
export const runningCost = async (ctx: Context, transactionId: string): Promise<SessionCost | undefined> =>
  (await sessionCosts(ctx, [transactionId])).get(transactionId);
