import { and, desc, eq, gt, sql, stationCommands } from "@stationmaster/db";
import { type CommandRow, ConflictError, type Context, cancelCommand, sendCommand } from "../../kernel";
import { cancelReservation } from "./cancel-reservation";
import { getReservation, type Reservation } from "./list-reservations";
import { reserveNow } from "./reserve-now";

/** Withdraws it where the station was not asked yet; else asks the station to cancel it, and its answer ends it (H02). */
export async function withdrawReservation(
  ctx: Context,
  id: string,
): Promise<{ reservation: Reservation; command: CommandRow | null }> {
  const reservation = await getReservation(ctx, id);
  if (reservation.status !== "requested" && reservation.status !== "active")
    throw new ConflictError(`This reservation is ${reservation.status} already.`);
  if (reservation.commandId && (await withdraw(ctx, reservation.commandId)))
    return { reservation: await getReservation(ctx, id), command: null };
  const asked = await lastCancelOf(ctx, reservation);
  if (asked?.status === "queued" || asked?.status === "sent")
    throw new ConflictError("The station has been asked to cancel it already.");
  const command = await sendCommand(
    ctx,
    reservation.stationId,
    cancelReservation,
    { reservationId: reservation.reservationId },
    // As long as it holds an EVSE: after that there is nothing to cancel.
    { deadlineSeconds: Math.max(1, Math.ceil((reservation.expiresAt.getTime() - ctx.now.getTime()) / 1000)) },
  );
  return { reservation, command };
}

/** The newest request to cancel it. Both ids are times, so what was asked of an earlier one under its number is left out. */
export async function lastCancelOf(
  ctx: Context,
  { id, stationId, reservationId }: Pick<Reservation, "id" | "stationId" | "reservationId">,
): Promise<CommandRow | undefined> {
  const [command] = await ctx.db
    .select()
    .from(stationCommands)
    .where(
      and(
        eq(stationCommands.stationId, stationId),
        eq(stationCommands.action, "CancelReservation"),
        gt(stationCommands.id, id),
        sql`${stationCommands.request} ->> 'reservationId' = ${String(reservationId)}`,
      ),
    )
    .orderBy(desc(stationCommands.id))
    .limit(1);
  return command;
}

async function withdraw(ctx: Context, commandId: string): Promise<boolean> {
  const [command] = await ctx.db
    .select({ status: stationCommands.status })
    .from(stationCommands)
    .where(eq(stationCommands.id, commandId));
  return command?.status === "queued" && (await cancelCommand(ctx, () => reserveNow as never, commandId));
}
