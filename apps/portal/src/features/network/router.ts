import {
  anyIdentity,
  askForSlots,
  endMigration,
  newMigration,
  putFirst,
  readNetwork,
  restartStation,
  startMigration,
  takeOutOfService,
} from "@stationmaster/domain/business";
import { z } from "zod";
import { env } from "../../server/env";
import { router, tenantProcedure } from "../../server/trpc";
import { waiting } from "../../server/waiting";

const one = z.object({ identity: anyIdentity });
const ocppUrl = () => env().PUBLIC_OCPP_URL;

export const networkRouter = router({
  get: tenantProcedure
    .input(one)
    .query(({ ctx, input }) => ctx.inTenant((room) => readNetwork(room, ocppUrl(), input.identity))),
  ask: tenantProcedure
    .input(one.extend(waiting.shape))
    .mutation(({ ctx, input, signal }) =>
      ctx.sendAndWait((room) => askForSlots(room, input.identity), input.waitSeconds, signal),
    ),
  start: tenantProcedure
    .input(newMigration)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => startMigration(room, ocppUrl(), input))),
  takeOutOfService: tenantProcedure
    .input(one)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => takeOutOfService(room, ocppUrl(), input.identity))),
  putFirst: tenantProcedure
    .input(one.extend({ anyway: z.boolean().optional() }))
    .mutation(({ ctx, input }) => ctx.inTenant((room) => putFirst(room, ocppUrl(), input))),
  restart: tenantProcedure
    .input(one)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => restartStation(room, ocppUrl(), input.identity))),
  end: tenantProcedure
    .input(one)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => endMigration(room, ocppUrl(), input.identity))),
});
