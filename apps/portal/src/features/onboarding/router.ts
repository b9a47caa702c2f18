import { acceptAnyway, anyIdentity, readOnboarding, runChecklist } from "@stationmaster/domain/business";
import { z } from "zod";
import { env } from "../../server/env";
import { router, tenantProcedure } from "../../server/trpc";

const one = z.object({ identity: anyIdentity });
const ocppUrl = () => env().PUBLIC_OCPP_URL;

export const onboardingRouter = router({
  get: tenantProcedure
    .input(one)
    .query(({ ctx, input }) => ctx.inTenant((room) => readOnboarding(room, ocppUrl(), input.identity))),
  run: tenantProcedure.input(one).mutation(({ ctx, input }) =>
    ctx.inTenant(async (room) => {
      await runChecklist(room, input.identity);
      return readOnboarding(room, ocppUrl(), input.identity);
    }),
  ),
  accept: tenantProcedure.input(one).mutation(({ ctx, input }) =>
    ctx.inTenant(async (room) => {
      await acceptAnyway(room, input.identity);
      return readOnboarding(room, ocppUrl(), input.identity);
    }),
  ),
});
