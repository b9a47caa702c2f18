import { and, eq, evses, idTokens, stations, transactions } from "@stationmaster/db";
import {
  type CommandRow,
  ConflictError,
  type Context,
  NotFoundError,
  type SendOptions,
  sendCommand,
} from "../../kernel";
import { refusalOf } from "../authorization";
import { holdingReservations } from "../reservation";
import type { ProfileInput } from "../smart-charging";
import { requestStartTransaction } from "./request-start-transaction";
import { requestStopTransaction } from "./request-stop-transaction";

type Card = typeof idTokens.$inferSelect;

export type RemoteStart = {
  evseId?: number | undefined;
  idToken: string;
  chargingProfile?: ProfileInput | undefined;
};

/** Starts charging with a card of ours, or with a token made for this start where nobody keeps it (C03, C05). What could not come to anything is refused in words. */
export async function remoteStart(
  ctx: Context,
  stationId: string,
  { evseId, idToken, chargingProfile }: RemoteStart,
  options?: SendOptions,
): Promise<CommandRow> {
  const [known] = await ctx.db
    .select()
    .from(idTokens)
    .where(eq(idTokens.tokenKey, idToken.toLowerCase()))
    .orderBy(idTokens.type)
    .limit(1);
  await refuseGoneStation(ctx, stationId, evseId);
  if (known) await refuseCard(ctx, known, stationId, evseId);
  if (evseId !== undefined) await refuseReserved(ctx, stationId, evseId, known ?? { idToken, groupIdToken: null });
  const input = {
    idToken: known?.idToken ?? idToken,
    idTokenType: (known?.type ?? "Central") as "Central",
    ...(evseId === undefined ? {} : { evseId }),
    ...(known?.groupIdToken ? { groupIdToken: known.groupIdToken } : {}),
    ...(chargingProfile ? { chargingProfile } : {}),
  };
  return sendCommand(ctx, stationId, requestStartTransaction, input, options);
}

async function refuseGoneStation(ctx: Context, stationId: string, evseId: number | undefined): Promise<void> {
  const [station] = await ctx.db
    .select({ removedAt: stations.removedAt })
    .from(stations)
    .where(eq(stations.id, stationId));
  if (!station || station.removedAt) throw new NotFoundError("station", stationId);
  if (evseId === undefined) return;
  const known = await ctx.db.select({ id: evses.evseId }).from(evses).where(eq(evses.stationId, stationId));
  if (known.length > 0 && !known.some(({ id }) => id === evseId)) throw new NotFoundError("EVSE", evseId);
}

/** As its first event would be answered: what is not Accepted then need not begin. */
async function refuseCard(ctx: Context, card: Card, stationId: string, evseId: number | undefined): Promise<void> {
  const refusal = await refusalOf(ctx, card, stationId, evseId);
  if (refusal) throw new ConflictError(`${refusal.sentence} It cannot start a session.`, "idToken");
}

/** F01.FR.21, .22: the station would refuse, unless the card or its group is the one it is kept for. */
async function refuseReserved(
  ctx: Context,
  stationId: string,
  evseId: number,
  { idToken, groupIdToken }: Pick<Card, "idToken" | "groupIdToken">,
): Promise<void> {
  const isSame = (a: string | null, b: string | null) =>
    a !== null && b !== null && a.toLowerCase() === b.toLowerCase();
  const rival = (await holdingReservations(ctx, stationId)).find(
    (held) =>
      held.status === "active" &&
      held.evseId === evseId &&
      !isSame(held.idToken, idToken) &&
      !isSame(held.groupIdToken, groupIdToken),
  );
  if (rival)
    throw new ConflictError(
      `EVSE ${evseId} is reserved for another card until ${rival.expiresAt.toISOString()}.`,
      "evseId",
    );
}

export async function remoteStop(ctx: Context, transactionId: string, options?: SendOptions): Promise<CommandRow> {
  const [transaction] = await ctx.db
    .select()
    .from(transactions)
    .where(and(eq(transactions.id, transactionId)));
  if (!transaction) throw new NotFoundError("session", transactionId);
  if (!transaction.isActive) throw new ConflictError("This session has ended already.");
  return sendCommand(
    ctx,
    transaction.stationId,
    requestStopTransaction,
    { transactionId: transaction.ocppId },
    options,
  );
}
