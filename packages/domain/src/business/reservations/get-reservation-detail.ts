import { eq, transactions } from "@stationmaster/db";
import { getReservation, lastCancelOf, type Reservation } from "../../blocks/reservation";
import type { Context } from "../../kernel";

export type ReservationDetail = Reservation & {
  /** The session that used it, by the station's own number. */
  session: { id: string; transactionId: string } | null;
  /** The newest request to the station to cancel it. */
  cancelCommandId: string | null;
};

export async function getReservationDetail(ctx: Context, id: string): Promise<ReservationDetail> {
  const reservation = await getReservation(ctx, id);
  const [[session], cancel] = await Promise.all([
    reservation.transactionId === null
      ? []
      : ctx.db
          .select({ id: transactions.id, transactionId: transactions.ocppId })
          .from(transactions)
          .where(eq(transactions.id, reservation.transactionId)),
    lastCancelOf(ctx, reservation),
  ]);
  return { ...reservation, session: session ?? null, cancelCommandId: cancel?.id ?? null };
}
