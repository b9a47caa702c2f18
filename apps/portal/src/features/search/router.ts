import { searchAll, searchInput } from "@stationmaster/domain/business";
import { router, tenantProcedure } from "../../server/trpc";

export const searchRouter = router({
  all: tenantProcedure.input(searchInput).query(({ ctx, input }) => ctx.inTenant((room) => searchAll(room, input))),
});
