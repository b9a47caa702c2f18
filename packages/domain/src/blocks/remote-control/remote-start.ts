import { and, eq, idTokens, transactions } from "@stationmaster/db";
import {
  type CommandRow,
  ConflictError,
  type Context,
  NotFoundError,
  type SendOptions,
  sendCommand,
} from "../../kernel";
import { requestStartTransaction } from "./request-start-transaction";
import { requestStopTransaction } from "./request-stop-transaction";

/** Starts charging with a card of ours, or with a token made for this start where nobody keeps it (C03, C05). */
export async function remoteStart(
  ctx: Context,
  stationId: string,
  { evseId, idToken }: { evseId?: number | undefined; idToken: string },
  options?: SendOptions,
): Promise<CommandRow> {
  const [known] = await ctx.db.select().from(idTokens).where(eq(idTokens.tokenKey, idToken.toLowerCase())).limit(1);
  if (known && known.status !== "Accepted")
    throw new ConflictError(`This card is ${known.status}; it cannot start a session.`, "idToken");
  const input = {
    idToken: known?.idToken ?? idToken,
    idTokenType: (known?.type ?? "Central") as "Central",
    ...(evseId === undefined ? {} : { evseId }),
    ...(known?.groupIdToken ? { groupIdToken: known.groupIdToken } : {}),
  };
  return sendCommand(ctx, stationId, requestStartTransaction, input, options);
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
