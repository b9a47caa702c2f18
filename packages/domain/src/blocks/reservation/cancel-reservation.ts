import { z } from "zod";
import { defineCommand } from "../../kernel";
import { newestOf, setReservationStatus } from "./reservation";

/** H02: by the number the station knows it by. Asked again, the station no longer knows it, which is as good. */
export const cancelReservation = defineCommand("CancelReservation", {
  input: z.object({ reservationId: z.int() }),
  mayRepeat: true,

  async settle(ctx, { stationId, request }, outcome) {
    if (outcome.kind !== "answered") return;
    const reservation = await newestOf(ctx, stationId, request.reservationId);
    if (!reservation) return;
    // H02.FR.01: Rejected means that the station has no such reservation.
    const reason = outcome.response.status === "Accepted" ? null : "The station knew nothing of it any more.";
    await setReservationStatus(ctx, reservation, "cancelled", reason);
  },
});
