import { type Actor, type Database, eq, tenants } from "@stationmaster/db";
import type { z } from "zod";
import { inTenant, type Outlets } from "../../kernel";
import { note } from "../audit";
import type { Tenant, tenantSettings } from "./tenant";

type Changes = z.output<typeof tenantSettings> & { status?: Tenant["status"] | undefined };

/** The app role may only read the tenant's own row, so settings are written by the directory role, for exactly this id. */
export async function updateTenant(
  { directory, outlets }: { directory: Database; outlets: Outlets },
  actor: Actor,
  tenantId: string,
  changes: Changes,
): Promise<Tenant> {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length > 0) {
    await directory.update(tenants).set(given).where(eq(tenants.id, tenantId));
    await inTenant(outlets, tenantId, actor, (ctx) => note(ctx, "tenant changed", tenantId, given));
  }
  const [tenant] = await directory.select().from(tenants).where(eq(tenants.id, tenantId));
  return tenant!;
}
