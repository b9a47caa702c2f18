import { and, eq, inArray, tariffVersions, transactionCosts } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { costFacts, priceOfSession } from "./cost-facts";
import type { Price } from "./price";

export type SessionCost = Price & {
  /** False while it runs: the price so far. */
  isFinal: boolean;
  tariff: { key: string; name: string; version: number; chosenBy: "token" | "station" | "default" };
};

const columns = {
  id: transactionCosts.transactionId,
  currency: transactionCosts.currency,
  total: transactionCosts.total,
  lines: transactionCosts.lines,
  key: transactionCosts.tariffKey,
  name: tariffVersions.name,
  version: transactionCosts.tariffVersion,
  chosenBy: transactionCosts.chosenBy,
};

/** The costs of sessions by their ids; those no tariff is for are left out. Ended ones as they were told, running ones so far. */
export async function sessionCosts(ctx: Context, transactionIds: string[]): Promise<Map<string, SessionCost>> {
  if (transactionIds.length === 0) return new Map();
  const rows = await ctx.db
    .select(columns)
    .from(transactionCosts)
    .innerJoin(
      tariffVersions,
      and(
        eq(tariffVersions.tenantId, transactionCosts.tenantId),
        eq(tariffVersions.key, transactionCosts.tariffKey),
        eq(tariffVersions.version, transactionCosts.tariffVersion),
      ),
    )
    .where(inArray(transactionCosts.transactionId, transactionIds));
  const running = rows.filter(({ total }) => total === null).map(({ id }) => id);
  const soFar = new Map(
    running.length === 0 ? [] : (await costFacts(ctx, running)).map((facts) => [facts.id, priceOfSession(facts)]),
  );
  return new Map(
    rows.flatMap(({ id, currency, total, lines, ...tariff }) => {
      const price = total !== null && lines ? { currency, total, lines } : soFar.get(id);
      return price ? [[id, { ...price, isFinal: total !== null, tariff }]] : [];
    }),
  );
}

/** The price so far, or the final one; undefined where no tariff is for it. */
export const runningCost = async (ctx: Context, transactionId: string): Promise<SessionCost | undefined> =>
  (await sessionCosts(ctx, [transactionId])).get(transactionId);
