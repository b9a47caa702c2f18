import { inTenant, systemActor } from "@stationmaster/domain";
import { createApiKey } from "@stationmaster/domain/business/api-keys";
import { tenantOfSlug } from "@stationmaster/domain/business/connections";
import { createTenant, tenantBySlug } from "@stationmaster/domain/business/tenants";
import type { KeyRing } from "./key-ring";
import type { Means } from "./means";
import type { DemoTenant } from "./tenants";

export type KeptTenant = { id: string; slug: string; createdAt: Date };

/** The tenant and a key of the HTTP API, which is shown once and so is kept in a file beside the others. */
export async function keepTenant(
  means: Means,
  { sites: _, drivers: __, provider: ___, ...tenant }: DemoTenant,
  keys: KeyRing,
): Promise<KeptTenant> {
  const keyName = `${tenant.slug}-api-key`;
  if (!(await tenantOfSlug(means.directory, tenant.slug))) {
    const { apiKey } = await createTenant(means, systemActor, tenant);
    keys.write(keyName, apiKey);
  }
  const kept = await tenantBySlug(means.directory, tenant.slug);
  if (!keys.read(keyName)) {
    const { key } = await inTenant(means.outlets, kept.id, systemActor, (ctx) => createApiKey(ctx, { name: "Demo" }));
    keys.write(keyName, key);
  }
  return kept;
}
