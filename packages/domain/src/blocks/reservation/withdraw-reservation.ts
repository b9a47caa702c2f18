import { eq, stationCommands } from "@stationmaster/db";
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
  const command = await sendCommand(ctx, reservation.stationId, cancelReservation, {
    reservationId: reservation.reservationId,
  });
  return { reservation, command };
}

async function withdraw(ctx: Context, commandId: string): Promise<boolean> {
  const [command] = await ctx.db
    .select({ status: stationCommands.status })
    .from(stationCommands)
    .where(eq(stationCommands.id, commandId));
  return command?.status === "queued" && (await cancelCommand(ctx, () => reserveNow as never, commandId));
}
