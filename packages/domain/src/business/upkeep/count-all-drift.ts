import { type Database, type Sql, withTenants } from "@stationmaster/db";
import { inTenant, type Outlets, systemActor } from "../../kernel";
import { countStale } from "../configuration-templates";
import { tenantIds } from "../connections";
import { eachTenant, inBunches, type Tally } from "./each-tenant";

type Means = { directory: Database; ingest: Sql; outlets: Outlets };

/** Stations whose template was changed since they were compared to it, or is another. */
export async function countAllDrift(means: Means): Promise<Tally> {
  return eachTenant(await tenantsWithTemplates(means), async (tenantId) => {
    let done = 0;
    for (let some = -1; some !== 0; done += some)
      some = await inTenant(means.outlets, tenantId, systemActor, countStale);
    return done;
  });
}

/** Only these are entered: of thousands of tenants, some have none. */
async function tenantsWithTemplates({ directory, ingest }: Means): Promise<string[]> {
  const found: string[] = [];
  for (const bunch of inBunches(await tenantIds(directory))) {
    const rows = await withTenants(
      ingest,
      bunch,
      (tx) => tx<{ tenantId: string }[]>`select distinct tenant_id as "tenantId" from configuration_templates`,
    );
    found.push(...rows.map(({ tenantId }) => tenantId));
  }
  return found;
}
