import {
  createTenant,
  figuresOf,
  listTenants,
  newTenant,
  pageInput,
  suggestSlugs,
  type Tenant,
  type TenantFigures,
  tenantBySlug,
  tenantSettings,
  updateTenant,
} from "@stationmaster/domain/business";
import { z } from "zod";
import { platformProcedure, router } from "../../server/trpc";

import type { TenantRow } from "./tenant";

const bySlug = z.object({ slug: z.string().min(1).max(80) });

export const tenantsRouter = router({
  list: platformProcedure.input(pageInput).query(async ({ ctx, input }) => {
    const page = await listTenants(ctx.stores, input);
    return { ...page, items: page.items.map(rowOf) };
  }),
  create: platformProcedure.input(newTenant).mutation(({ ctx, input }) => createTenant(ctx.stores, ctx.actor, input)),
  update: platformProcedure
    .input(tenantSettings.extend({ ...bySlug.shape, status: z.enum(["active", "suspended"]).optional() }))
    .mutation(async ({ ctx, input: { slug, ...changes } }) => {
      const { id } = await tenantBySlug(ctx.stores.directory, slug);
      const tenant = await updateTenant(ctx.stores, ctx.actor, id, changes);
      return rowOf({ ...tenant, ...(await figuresOf(ctx.stores.outlets, id)) });
    }),
  slug: platformProcedure.input(bySlug).query(({ ctx, input }) => suggestSlugs(ctx.stores.directory, input.slug)),
});

const rowOf = (tenant: Tenant & TenantFigures) => tenant satisfies TenantRow;
