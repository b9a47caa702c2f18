import { type Database, type Sql, withTenants } from "@stationmaster/db";
import { commandOf } from "../../blocks";
import { inTenant, type Outlets, settleOverdue, systemActor } from "../../kernel";
import { tenantIds } from "../connections";
import { eachTenant, inBunches, type Tally } from "./each-tenant";

type Means = { directory: Database; ingest: Sql; outlets: Outlets };

/** What waited past its deadline has expired; what was sent and never settled is silent, or asked again where that does no harm. */
export async function sweepCommands(
  means: Means,
  { silentAfterSeconds }: { silentAfterSeconds: number },
): Promise<Tally> {
  const { outlets } = means;
  const late = await tenantsWithOverdue(means, silentAfterSeconds);
  return eachTenant(late, (tenantId) =>
    inTenant(outlets, tenantId, systemActor, (ctx) => settleOverdue(ctx, commandOf, silentAfterSeconds)),
  );
}

/** Only these are entered one by one: of thousands of tenants, few have anything overdue. */
async function tenantsWithOverdue(
  { directory, ingest, outlets }: Means,
  silentAfterSeconds: number,
): Promise<string[]> {
  const now = outlets.now?.() ?? new Date();
  const sentBefore = new Date(now.getTime() - silentAfterSeconds * 1000).toISOString();
  const found: string[] = [];
  for (const bunch of inBunches(await tenantIds(directory))) {
    const rows = await withTenants(
      ingest,
      bunch,
      (tx) => tx<{ tenantId: string }[]>`
        select distinct tenant_id as "tenantId" from station_commands
        where (status = 'queued' and deadline_at < ${now.toISOString()}::timestamptz)
          or (status = 'sent' and sent_at < ${sentBefore}::timestamptz)`,
    );
    found.push(...rows.map(({ tenantId }) => tenantId));
  }
  return found;
}
