import {
  bookReservation,
  endReservation,
  getCommand,
  getReservationDetail,
  listReservationPage,
  newReservation,
  readReservationCalendar,
  reservationCalendar,
  reservationList,
} from "@stationmaster/domain/business";
import { z } from "zod";
import { router, tenantProcedure } from "../../server/trpc";
import { waiting } from "../../server/waiting";

const one = z.object({ id: z.uuid() });

export const reservationRouter = router({
  list: tenantProcedure
    .input(reservationList)
    .query(({ ctx, input }) => ctx.inTenant((room) => listReservationPage(room, input))),
  calendar: tenantProcedure
    .input(reservationCalendar)
    .query(({ ctx, input }) => ctx.inTenant((room) => readReservationCalendar(room, input))),
  get: tenantProcedure
    .input(one)
    .query(({ ctx, input }) => ctx.inTenant((room) => getReservationDetail(room, input.id))),
  create: tenantProcedure
    .input(newReservation.extend(waiting.shape))
    .mutation(async ({ ctx, input: { waitSeconds, ...input }, signal }) => {
      let id = "";
      await ctx.sendAndWait(
        async (room) => {
          const made = await bookReservation(room, input);
          id = made.id;
          return getCommand(room, made.commandId!);
        },
        waitSeconds,
        signal,
      );
      return ctx.inTenant((room) => getReservationDetail(room, id));
    }),
  cancel: tenantProcedure
    .input(one.extend(waiting.shape))
    .mutation(async ({ ctx, input: { id, waitSeconds }, signal }) => {
      const command = await ctx.sendAndWait((room) => endReservation(room, id), waitSeconds, signal);
      return { command, reservation: await ctx.inTenant((room) => getReservationDetail(room, id)) };
    }),
});
