import {
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  lt,
  or,
  type SQL,
  sql,
  stations,
  transactionEvents,
  transactions,
} from "@stationmaster/db";
import { type Context, NotFoundError } from "../../kernel";
import { type Gap, gapsOf } from "./ledger";

const columns = {
  id: transactions.id,
  transactionId: transactions.ocppId,
  stationId: transactions.stationId,
  stationIdentity: stations.identity,
  siteId: stations.siteId,
  evseId: transactions.evseId,
  connectorId: transactions.connectorId,
  idToken: transactions.idToken,
  idTokenType: transactions.idTokenType,
  isActive: transactions.isActive,
  startedAt: transactions.startedAt,
  endedAt: transactions.endedAt,
  lastEventAt: transactions.lastEventAt,
  lastReceivedAt: transactions.lastReceivedAt,
  chargingState: transactions.chargingState,
  stoppedReason: transactions.stoppedReason,
  remoteStartId: transactions.remoteStartId,
  reservationId: transactions.reservationId,
  energyWh: sql<number | null>`${transactions.energyWh}::float8`,
  powerW: sql<number | null>`${transactions.powerW}::float8`,
  socPercent: sql<number | null>`${transactions.socPercent}::float8`,
  registerFirstWh: sql<number | null>`${transactions.registerFirstWh}::float8`,
  registerLastWh: sql<number | null>`${transactions.registerLastWh}::float8`,
  registerFell: sql<boolean>`${transactions.energyByRisesWh} is not null`,
  firstSeq: transactions.firstSeq,
  lastSeq: transactions.lastSeq,
  hasStarted: sql<boolean>`${transactions.startedSeq} is not null`,
  conflicts: transactions.conflicts,
  hasGap: transactions.hasGap,
  gapIsFinal: transactions.gapIsFinal,
};

const selectTransactions = (ctx: Context) =>
  ctx.db
    .select(columns)
    .from(transactions)
    .innerJoin(stations, and(eq(stations.tenantId, transactions.tenantId), eq(stations.id, transactions.stationId)));

type Row = Awaited<ReturnType<typeof selectTransactions>>[number];
export type Transaction = Row & { gaps: Gap[] };

export type TransactionFilter = {
  stationId?: string | undefined;
  siteId?: string | undefined;
  isActive?: boolean | undefined;
  hasGap?: boolean | undefined;
  idToken?: string | undefined;
  startedFrom?: Date | undefined;
  startedBefore?: Date | undefined;
};

/** Newest first; the cursor is the last row's start and id. */
export async function listTransactions(
  ctx: Context,
  filter: TransactionFilter,
  { limit, after }: { limit: number; after?: { startedAt: Date; id: string } | undefined },
): Promise<Transaction[]> {
  const rows = await selectTransactions(ctx)
    .where(and(...conditions(filter), after ? olderThan(after) : undefined))
    .orderBy(desc(transactions.startedAt), desc(transactions.id))
    .limit(limit);
  return withGaps(ctx, rows);
}

export async function countTransactions(ctx: Context, filter: TransactionFilter): Promise<number> {
  const [row] = await ctx.db
    .select({ count: count() })
    .from(transactions)
    .innerJoin(stations, and(eq(stations.tenantId, transactions.tenantId), eq(stations.id, transactions.stationId)))
    .where(and(...conditions(filter)));
  return row!.count;
}

export async function getTransaction(ctx: Context, id: string): Promise<Transaction> {
  const rows = await selectTransactions(ctx).where(eq(transactions.id, id));
  const [transaction] = await withGaps(ctx, rows);
  if (!transaction) throw new NotFoundError("session", id);
  return transaction;
}

/** The ledger: by seqNo, then time. */
export async function listTransactionEvents(
  ctx: Context,
  transactionId: string,
  { limit, offset = 0 }: { limit: number; offset?: number },
) {
  return ctx.db
    .select({
      seqNo: transactionEvents.seqNo,
      eventType: transactionEvents.eventType,
      timestamp: transactionEvents.occurredAt,
      receivedAt: transactionEvents.receivedAt,
      triggerReason: transactionEvents.triggerReason,
      chargingState: transactionEvents.chargingState,
      offline: transactionEvents.isOffline,
      resends: transactionEvents.resends,
      isLate: transactionEvents.isLate,
      isConflict: transactionEvents.isConflict,
      request: transactionEvents.request,
    })
    .from(transactionEvents)
    .where(eq(transactionEvents.transactionId, transactionId))
    .orderBy(asc(transactionEvents.seqNo), asc(transactionEvents.occurredAt), asc(transactionEvents.receivedAt))
    .limit(limit)
    .offset(offset);
}

const conditions = (filter: TransactionFilter): (SQL | undefined)[] => [
  filter.stationId ? eq(transactions.stationId, filter.stationId) : undefined,
  filter.siteId ? eq(stations.siteId, filter.siteId) : undefined,
  filter.isActive === undefined ? undefined : eq(transactions.isActive, filter.isActive),
  filter.hasGap === undefined ? undefined : eq(transactions.hasGap, filter.hasGap),
  filter.idToken ? sql`${transactions.idTokenKey} collate "C" = ${filter.idToken.toLowerCase()}` : undefined,
  filter.startedFrom ? sql`${transactions.startedAt} >= ${filter.startedFrom.toISOString()}` : undefined,
  filter.startedBefore ? sql`${transactions.startedAt} < ${filter.startedBefore.toISOString()}` : undefined,
];

// Spelled out: a row comparison is not leakproof and would not use the index under the policy.
const olderThan = ({ startedAt, id }: { startedAt: Date; id: string }) =>
  or(lt(transactions.startedAt, startedAt), and(eq(transactions.startedAt, startedAt), lt(transactions.id, id)));

/** Reads the ledgers of the few that have a gap, in one query. */
async function withGaps(ctx: Context, rows: Row[]): Promise<Transaction[]> {
  const suspects = rows.filter((row) => row.hasGap || !row.hasStarted).map(({ id }) => id);
  const heard = new Map<string, number[]>();
  if (suspects.length > 0) {
    const seqNos = await ctx.db
      .selectDistinct({ id: transactionEvents.transactionId, seqNo: transactionEvents.seqNo })
      .from(transactionEvents)
      .where(inArray(transactionEvents.transactionId, suspects))
      .orderBy(transactionEvents.transactionId, transactionEvents.seqNo);
    for (const { id, seqNo } of seqNos) {
      const known = heard.get(id);
      if (known) known.push(seqNo);
      else heard.set(id, [seqNo]);
    }
  }
  return rows.map((row) => ({ ...row, gaps: gapsOf(heard.get(row.id) ?? [], row.hasStarted) }));
}
