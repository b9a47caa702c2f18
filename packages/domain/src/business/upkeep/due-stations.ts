import { type Database, type IngestTransaction, type Sql, withTenants } from "@stationmaster/db";
import { type Context, inTenant, type Outlets, systemActor } from "../../kernel";
import { tenantIds } from "../connections";
import { inBunches, type Tally } from "./each-tenant";

export type Means = { directory: Database; ingest: Sql; outlets: Outlets };
export type DueStation = { tenantId: string; stationId: string };

/** Stations of all tenants with something due, each in a transaction of its own: one that fails keeps no other waiting. */
export async function eachDueStation(
  { directory, ingest, outlets }: Means,
  find: (tx: IngestTransaction, now: string) => Promise<DueStation[]>,
  work: (ctx: Context, stationId: string) => Promise<unknown>,
): Promise<Tally> {
  const now = (outlets.now?.() ?? new Date()).toISOString();
  const tally: Tally = { done: 0, troubles: [] };
  for (const bunch of inBunches(await tenantIds(directory))) {
    for (const { tenantId, stationId } of await withTenants(ingest, bunch, (tx) => find(tx, now))) {
      try {
        await inTenant(outlets, tenantId, systemActor, (ctx) => work(ctx, stationId));
        tally.done++;
      } catch (error) {
        tally.troubles.push({ tenantId, error });
      }
    }
  }
  return tally;
}
