import { createSite, listAllSites, listSites, newSite, pageInput } from "@stationmaster/domain/business";
import { router, tenantProcedure } from "../../server/trpc";

export const sitesRouter = router({
  list: tenantProcedure.query(({ ctx }) => ctx.inTenant(listAllSites)),
  page: tenantProcedure.input(pageInput).query(({ ctx, input }) => ctx.inTenant((room) => listSites(room, input))),
  create: tenantProcedure.input(newSite).mutation(({ ctx, input }) => ctx.inTenant((room) => createSite(room, input))),
});
