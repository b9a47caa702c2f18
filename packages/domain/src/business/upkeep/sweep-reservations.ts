import { type Database, type Sql, withTenants } from "@stationmaster/db";
import { expireReservations } from "../../blocks/reservation";
import type { Outlets } from "../../kernel";
import { tenantIds } from "../connections";
import { inBunches } from "./each-tenant";

type Means = { directory: Database; ingest: Sql; outlets: Outlets };

/** H04: reservations past their time, also of stations that are not there to say so. */
export async function sweepReservations({ directory, ingest, outlets }: Means): Promise<number> {
  const now = outlets.now?.() ?? new Date();
  let expired = 0;
  for (const bunch of inBunches(await tenantIds(directory))) {
    const swept = await withTenants(ingest, bunch, (tx) => expireReservations(tx, now));
    for (const { tenantId, stationId } of swept)
      outlets.announce(tenantId, { kind: "changed", change: { kind: "room", id: "reservation", stationId } });
    expired += swept.length;
  }
  return expired;
}
