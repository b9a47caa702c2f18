import { receivedMessages } from "@stationmaster/db";
import { defineMessage, newId } from "../../kernel";
import { newestOf, setReservationStatus } from "./reservation";

/** H04, H01.FR.16, .17: what became of it at the station. One that nobody made here is kept as received. */
export const reservationStatusUpdate = defineMessage("ReservationStatusUpdate", async (ctx, request) => {
  const reservation = await newestOf(ctx, ctx.station.id, request.reservationId);
  if (reservation) {
    const { status, reason } = endedBy[request.reservationUpdateStatus];
    await setReservationStatus(ctx, reservation, status, reason);
  } else {
    const action = "ReservationStatusUpdate";
    await ctx.db
      .insert(receivedMessages)
      .values({ id: newId(), stationId: ctx.station.id, action, receivedAt: ctx.now, request });
  }
  return {};
});

const endedBy = {
  Expired: { status: "expired", reason: null },
  Removed: { status: "removed", reason: "Removed by the station." },
} as const;
