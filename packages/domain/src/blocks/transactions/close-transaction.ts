import { and, eq, gt, inArray, sql, stationCommands, stations, transactions } from "@stationmaster/db";
import { ConflictError, type Context, NotFoundError } from "../../kernel";
import { priceClosedSession } from "../tariff-and-cost";
import { isOvertaken } from "./overtaken";

/** How long a connected station must have been silent of a session before a person may close it. */
const quietMinutes = 15;

/**
 * Ends a session whose end the station will never tell: it was lost, reset or taken away. Its last word becomes its end. Should the
 * station speak of it after all, that counts: a later event opens it again, its own Ended replaces ours.
 */
export async function closeTransaction(ctx: Context, id: string): Promise<void> {
  const [row] = await ctx.db
    .select({
      ...{ transaction: transactions, station: stations },
      isOvertaken: sql<boolean>`${isOvertaken("transactions")}`,
    })
    .from(transactions)
    .innerJoin(stations, and(eq(stations.tenantId, transactions.tenantId), eq(stations.id, transactions.stationId)))
    .where(eq(transactions.id, id));
  if (!row) throw new NotFoundError("session", id);
  if (!row.transaction.isActive) throw new ConflictError("This session has ended already.");
  const quietSince = new Date(ctx.now.getTime() - quietMinutes * 60_000);
  const isSpokenOf = row.station.isOnline && !row.station.removedAt && row.transaction.lastReceivedAt > quietSince;
  if (isSpokenOf && !row.isOvertaken && !(await wasStoppedInVain(ctx, row.transaction)))
    throw new ConflictError("The station is connected and still tells of this session. Stop it at the station first.");
  await close(ctx, id);
}

/** E14: the station says that it is over and that nothing is queued: its end will never come. */
export async function closeWhatIsOver(ctx: Context, id: string, askedAt: Date): Promise<void> {
  const [row] = await ctx.db
    .select({ lastReceivedAt: transactions.lastReceivedAt })
    .from(transactions)
    .where(and(eq(transactions.id, id), eq(transactions.isActive, true)));
  if (row && row.lastReceivedAt < askedAt) await close(ctx, id);
}

async function close(ctx: Context, id: string): Promise<void> {
  const [closed] = await ctx.db
    .update(transactions)
    .set({ isActive: false, endedAt: sql`last_event_at`, closedAt: ctx.now, closedBy: ctx.actor })
    .where(and(eq(transactions.id, id), eq(transactions.isActive, true)))
    .returning({ stationId: transactions.stationId });
  if (!closed) return;
  await priceClosedSession(ctx, id);
  ctx.changed({ kind: "transaction", id, stationId: closed.stationId });
}

/** A stop that the station did not take, or did not answer. */
async function wasStoppedInVain(
  ctx: Context,
  { stationId, ocppId, lastEventAt }: Pick<typeof transactions.$inferSelect, "stationId" | "ocppId" | "lastEventAt">,
): Promise<boolean> {
  const [asked] = await ctx.db
    .select({ id: stationCommands.id })
    .from(stationCommands)
    .where(
      and(
        eq(stationCommands.stationId, stationId),
        eq(stationCommands.action, "RequestStopTransaction"),
        gt(stationCommands.id, sql`uuid_at(${lastEventAt.toISOString()}::timestamptz - interval '1 day')`),
        sql`${stationCommands.request} ->> 'transactionId' = ${ocppId}`,
        sql`(${inArray(stationCommands.status, ["refused", "silent", "expired"])} or (${stationCommands.status} = 'answered' and ${stationCommands.response} ->> 'status' = 'Rejected'))`,
      ),
    )
    .limit(1);
  return asked !== undefined;
}
