import { liveChanges } from "../../server/live-changes";
import { router, tenantProcedure } from "../../server/trpc";

export const liveRouter = router({
  changes: tenantProcedure.subscription(({ ctx, signal }) => liveChanges(ctx.stores, ctx.tenantId, signal)),
});
