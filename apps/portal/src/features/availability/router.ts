import { anyIdentity, availabilityChange, getAvailability, setAvailability } from "@stationmaster/domain/business";
import { z } from "zod";
import { router, tenantProcedure } from "../../server/trpc";
import { waiting } from "../../server/waiting";

export const availabilityRouter = router({
  get: tenantProcedure
    .input(z.object({ identity: anyIdentity }))
    .query(({ ctx, input }) => ctx.inTenant((room) => getAvailability(room, input.identity))),
  set: tenantProcedure
    .input(availabilityChange.extend(waiting.shape))
    .mutation(({ ctx, input: { waitSeconds, ...input }, signal }) =>
      ctx.sendAndWait((room) => setAvailability(room, input), waitSeconds, signal),
    ),
});
