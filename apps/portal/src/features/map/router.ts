import { mapPoints } from "@stationmaster/domain/business";
import { z } from "zod";
import { router, tenantProcedure } from "../../server/trpc";

export const mapRouter = router({
  points: tenantProcedure
    .input(z.object({ siteId: z.uuid().optional() }).default({}))
    .query(({ ctx, input }) => ctx.inTenant((room) => mapPoints(room, input))),
});
