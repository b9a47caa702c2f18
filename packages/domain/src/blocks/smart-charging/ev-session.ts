import {
  and,
  chargingProfiles,
  desc,
  eq,
  evMessages,
  gt,
  inArray,
  isNull,
  or,
  sql,
  transactions,
} from "@stationmaster/db";
import type { Context } from "../../kernel";
import type { ProfileRow } from "./charging-profile";

export type EvSession = { id: string; ocppId: string; remoteStartId: number | null };

/** The session on an EVSE: what a car says through the station names none. */
export async function sessionOn(ctx: Context, stationId: string, evseId: number): Promise<EvSession | undefined> {
  const [session] = await ctx.db
    .select({ id: transactions.id, ocppId: transactions.ocppId, remoteStartId: transactions.remoteStartId })
    .from(transactions)
    .where(and(eq(transactions.stationId, stationId), eq(transactions.evseId, evseId), eq(transactions.isActive, true)))
    .orderBy(desc(transactions.startedAt))
    .limit(1);
  return session;
}

/** The profile the session goes by: the newest that is not withdrawn or refused. */
export async function profileOfSession(
  ctx: Context,
  stationId: string,
  { ocppId, remoteStartId }: EvSession,
): Promise<ProfileRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(chargingProfiles)
    .where(
      and(
        eq(chargingProfiles.stationId, stationId),
        eq(chargingProfiles.purpose, "TxProfile"),
        inArray(chargingProfiles.status, ["requested", "installed", "unknown"]),
        isNull(chargingProfiles.replacedBy),
        or(
          eq(chargingProfiles.transactionOcppId, ocppId),
          remoteStartId === null ? undefined : eq(chargingProfiles.remoteStartId, remoteStartId),
        ),
      ),
    )
    .orderBy(desc(chargingProfiles.id))
    .limit(1);
  return row;
}

/** How often the car of a session said such a thing, or heard such an answer, of late. */
export async function countOfLate(
  ctx: Context,
  { id }: EvSession,
  { kind, answer, seconds }: { kind: "needs" | "schedule"; answer?: string; seconds: number },
): Promise<number> {
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(evMessages)
    .where(
      and(
        eq(evMessages.transactionId, id),
        eq(evMessages.kind, kind),
        answer === undefined ? undefined : eq(evMessages.answer, answer),
        gt(evMessages.receivedAt, new Date(ctx.now.getTime() - seconds * 1000)),
      ),
    );
  return row!.count;
}
