import type { z } from "zod";
import { type Reservation, reservationInput, reserve, withdrawReservation } from "../../blocks/reservation";
import type { Context } from "../../kernel";
import { note } from "../audit";
import { type CommandDetail, getCommand } from "../commands";
import { anyIdentity, findStation } from "../stations";

export const newReservation = reservationInput.omit({ idTokenType: true }).extend({ stationIdentity: anyIdentity });

/** Asks a station to keep an EVSE; the reservation names the command whose answer decides. */
export async function bookReservation(
  ctx: Context,
  { stationIdentity, ...input }: z.output<typeof newReservation>,
): Promise<Reservation> {
  const station = await findStation(ctx, stationIdentity);
  const reservation = await reserve(ctx, station.id, input);
  await note(ctx, "reservation made", station.identity, { reservation: reservation.id });
  return reservation;
}

/** The command that ends it: the cancellation, or the reservation's own where the station was not asked yet. */
export async function endReservation(ctx: Context, id: string): Promise<CommandDetail> {
  const { reservation, command } = await withdrawReservation(ctx, id);
  await note(ctx, "reservation cancelled", reservation.stationIdentity, { reservation: id });
  return getCommand(ctx, command?.id ?? reservation.commandId!);
}
