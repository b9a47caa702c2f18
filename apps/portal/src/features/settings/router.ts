import {
  createApiKey,
  getTenant,
  listApiKeys,
  newApiKey,
  revokeApiKey,
  type Tenant,
  tenantSettings,
  updateTenant,
} from "@stationmaster/domain/business";
import { z } from "zod";
import { router, tenantProcedure } from "../../server/trpc";

export const apiKeysRouter = router({
  list: tenantProcedure.query(({ ctx }) => ctx.inTenant(listApiKeys)),
  create: tenantProcedure
    .input(newApiKey)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => createApiKey(room, input))),
  revoke: tenantProcedure
    .input(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => ctx.inTenant((room) => revokeApiKey(room, input.id))),
});

export const tenantRouter = router({
  get: tenantProcedure.query(async ({ ctx }) => settingsOf(await ctx.inTenant(getTenant))),
  update: tenantProcedure
    .input(tenantSettings)
    .mutation(async ({ ctx, input }) => settingsOf(await updateTenant(ctx.stores, ctx.actor, ctx.tenantId, input))),
});

const settingsOf = ({
  slug,
  name,
  currency,
  timeZone,
  country,
  onboarding,
  inventory,
  unknownStations,
  pendingIntervalSeconds,
  ...tenant
}: Tenant) => ({
  ...{ slug, name, currency, timeZone, country, onboarding, inventory, unknownStations, pendingIntervalSeconds },
  unknownProperties: tenant.unknownProperties,
  heartbeatIntervalSeconds: tenant.heartbeatIntervalSeconds,
});
