import { inTenant } from "@stationmaster/domain";
import { countTenants, figuresOf, getTenant, type Tenant } from "@stationmaster/domain/business";
import { TRPCError } from "@trpc/server";
import { tenantOf } from "../../server/asker";
import { userOf } from "../../server/auth";
import { env } from "../../server/env";
import { anyProcedure, router } from "../../server/trpc";

export const meRouter = router({
  get: anyProcedure.query(async ({ ctx }) => {
    const user = userOf(ctx.asker);
    if (!user) throw new TRPCError({ code: "FORBIDDEN", message: "A key is nobody." });
    const tenantId = tenantOf(ctx.asker);
    const tenant = tenantId === null ? null : await inTenant(ctx.stores.outlets, tenantId, ctx.actor, getTenant);
    const { id, name, email, role } = user;
    return {
      user: { id, name, email },
      role,
      tenant: tenant && shown(tenant),
      mapStyleUrl: env().MAP_STYLE_URL ?? null,
    };
  }),

  counts: anyProcedure.query(async ({ ctx }) => {
    const tenantId = tenantOf(ctx.asker);
    if (tenantId === null) return { stations: 0, activeSessions: 0, tenants: await countTenants(ctx.stores.directory) };
    const figures = await figuresOf(ctx.stores.outlets, tenantId);
    return { stations: figures.stationCount, activeSessions: figures.activeSessionCount, tenants: 0 };
  }),
});

const shown = ({ id, slug, name, currency, timeZone }: Tenant) => ({ id, slug, name, currency, timeZone });
