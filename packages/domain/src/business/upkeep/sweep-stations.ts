import { type Database, type Sql, withTenants } from "@stationmaster/db";
import type { Outlets } from "../../kernel";
import { markLostStations, tenantIds } from "../connections";
import { inBunches } from "./each-tenant";

type Means = { directory: Database; ingest: Sql; outlets: Outlets };

/** Stations whose node died without a word are offline: no node has noted a sign of life for longer than several pings. */
export async function sweepStations(
  { directory, ingest, outlets }: Means,
  { lostAfterSeconds }: { lostAfterSeconds: number },
): Promise<number> {
  const now = outlets.now?.() ?? new Date();
  const notSeenSince = new Date(now.getTime() - lostAfterSeconds * 1000);
  let lost = 0;
  for (const bunch of inBunches(await tenantIds(directory))) {
    const stations = await withTenants(ingest, bunch, (tx) => markLostStations(tx, notSeenSince));
    for (const { tenantId, stationId } of stations) {
      outlets.announce(tenantId, { kind: "changed", change: { kind: "station", id: stationId, stationId } });
    }
    lost += stations.length;
  }
  return lost;
}
