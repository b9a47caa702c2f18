import { eq, idTokens, reservations } from "@stationmaster/db";
import type { z } from "zod";
import { ConflictError, type Context, defaultDeadlineSeconds, type SendOptions, sendCommand } from "../../kernel";
import { type IdTokenRow, readLimits, refusalOf } from "../authorization";
import { getReservation, type Reservation } from "./list-reservations";
import { newestOf } from "./reservation";
import { type reservationInput, reserveNow } from "./reserve-now";

export type ReserveInput = Omit<z.input<typeof reservationInput>, "idTokenType">;

/** Reserves for a card of ours, or for a token made for this where nobody keeps it. Not asked any more once it would have expired. */
export async function reserve(
  ctx: Context,
  stationId: string,
  input: ReserveInput,
  { deadlineSeconds = defaultDeadlineSeconds, ...options }: SendOptions = {},
): Promise<Reservation> {
  const [known] = await ctx.db
    .select()
    .from(idTokens)
    .where(eq(idTokens.tokenKey, input.idToken.toLowerCase()))
    .orderBy(idTokens.type)
    .limit(1);
  if (known) await refuseCard(ctx, known, stationId, input);
  const secondsLeft = Math.ceil((input.expiresAt.getTime() - ctx.now.getTime()) / 1000);
  const command = await sendCommand(
    ctx,
    stationId,
    reserveNow,
    { ...input, idToken: known?.idToken ?? input.idToken, idTokenType: (known?.type ?? "Central") as "Central" },
    { ...options, deadlineSeconds: Math.max(1, Math.min(deadlineSeconds, secondsLeft)) },
  );
  const { id: number } = command.request as { id: number };
  const recorded = (await newestOf(ctx, stationId, number))!;
  await ctx.db.update(reservations).set({ commandId: command.id }).where(eq(reservations.id, recorded.id));
  return getReservation(ctx, recorded.id);
}

/** Nothing is kept free for a card that could not charge there before the reservation ends; what passes until then is no reason. */
async function refuseCard(
  ctx: Context,
  card: IdTokenRow,
  stationId: string,
  { evseId, connectorType, expiresAt }: ReserveInput,
): Promise<void> {
  const refusal = await refusalOf(ctx, card, stationId, evseId);
  if (refusal && !(refusal.until && refusal.until < expiresAt))
    throw new ConflictError(`${refusal.sentence} Nothing can be reserved for it here.`, "idToken");
  const limits = readLimits(card.limits);
  const plugs = limits === "unreadable" ? undefined : limits?.connectorTypes;
  if (connectorType && plugs && !plugs.includes(connectorType))
    throw new ConflictError(`The card is good at these plugs only: ${plugs.join(", ")}.`, "connectorType");
}
