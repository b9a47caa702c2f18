import { asc, type Database, gt, sql, tenants } from "@stationmaster/db";
import { z } from "zod";
import { inTenant, type Outlets, systemActor } from "../../kernel";
import { type PageInput, type PageOf, pageOf, readCursor, rowsOf } from "../page";
import type { Tenant } from "./tenant";

export type TenantFigures = { stationCount: number; onlineCount: number; activeSessionCount: number };

export async function listTenants(
  { directory, outlets }: { directory: Database; outlets: Outlets },
  { limit, cursor }: PageInput,
): Promise<PageOf<Tenant & TenantFigures>> {
  const after = readCursor(cursor, z.tuple([z.string()]));
  const rows = await directory
    .select()
    .from(tenants)
    .where(after ? gt(tenants.slug, after[0]) : undefined)
    .orderBy(asc(tenants.slug))
    .limit(limit + 1);
  const page = pageOf(
    rows,
    limit,
    (row) => [row.slug],
    (row) => row,
  );
  // No role reads the stations of several tenants: each tenant of the page is entered by itself.
  const figures = await Promise.all(page.items.map((tenant) => figuresOf(outlets, tenant.id)));
  return { ...page, items: page.items.map((tenant, index) => ({ ...tenant, ...figures[index]! })) };
}

export const figuresOf = (outlets: Outlets, tenantId: string): Promise<TenantFigures> =>
  inTenant(outlets, tenantId, systemActor, async (ctx) => {
    const [figures] = await rowsOf<TenantFigures>(
      ctx,
      sql`select count(*)::int as "stationCount", count(*) filter (where is_online)::int as "onlineCount",
            (select count(*)::int from transactions where is_active) as "activeSessionCount"
          from stations where removed_at is null`,
    );
    return figures!;
  });

export async function countTenants(directory: Database): Promise<number> {
  return directory.$count(tenants);
}
