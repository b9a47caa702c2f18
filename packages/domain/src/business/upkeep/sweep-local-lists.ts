import { type Database, type Sql, withTenants } from "@stationmaster/db";
import { dueLists, keepInStep } from "../../blocks/local-auth-list";
import { inTenant, type Outlets, systemActor } from "../../kernel";
import { tenantIds } from "../connections";
import { eachTenant, inBunches, type Tally } from "./each-tenant";

type Means = { directory: Database; ingest: Sql; outlets: Outlets };

/** Local lists that are to be told, told again, or asked for after a boot. */
export async function sweepLocalLists(means: Means): Promise<Tally> {
  const { outlets } = means;
  return eachTenant(await tenantsWithDueLists(means), async (tenantId) => {
    const stationIds = await inTenant(outlets, tenantId, systemActor, dueLists);
    // One transaction each: a list that fails keeps no other waiting.
    const errors: unknown[] = [];
    for (const stationId of stationIds) {
      try {
        await inTenant(outlets, tenantId, systemActor, (ctx) => keepInStep(ctx, stationId));
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, "local lists that could not be looked at");
    return stationIds.length;
  });
}

/** Only these are entered one by one: of thousands of tenants, few have anything due. */
async function tenantsWithDueLists({ directory, ingest, outlets }: Means): Promise<string[]> {
  const now = (outlets.now?.() ?? new Date()).toISOString();
  const found: string[] = [];
  for (const bunch of inBunches(await tenantIds(directory))) {
    const rows = await withTenants(
      ingest,
      bunch,
      (tx) => tx<{ tenantId: string }[]>`
        select l.tenant_id as "tenantId" from local_lists l join stations s on s.tenant_id = l.tenant_id and s.id = l.station_id
        where l.replaced_at is null and s.is_online and (l.due_at <= ${now}::timestamptz
          or (l.due_at is null and l.command_id is null and l.station_version_at < s.booted_at)
          or (l.command_id is not null and not exists (select 1 from station_commands c
            where c.tenant_id = l.tenant_id and c.id = l.command_id and c.status in ('queued', 'sent'))))
        union select tenant_id from local_list_entries where turns_at <= ${now}::timestamptz`,
    );
    found.push(...rows.map(({ tenantId }) => tenantId));
  }
  return found;
}
