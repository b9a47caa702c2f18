import { type Database, type Sql, withTenants } from "@stationmaster/db";
import { tenantIds } from "../connections";
import { inBunches } from "./each-tenant";

export type StationCounts = { online: number; offline: number; neverSeen: number };

/** Of all tenants together. */
export async function countAllStations({
  directory,
  ingest,
}: {
  directory: Database;
  ingest: Sql;
}): Promise<StationCounts> {
  const all: StationCounts = { online: 0, offline: 0, neverSeen: 0 };
  for (const bunch of inBunches(await tenantIds(directory))) {
    const [some] = await withTenants(
      ingest,
      bunch,
      (tx) => tx<[StationCounts]>`
        select count(*) filter (where is_online)::int as online,
          count(*) filter (where not is_online and last_seen_at is not null)::int as offline,
          count(*) filter (where not is_online and last_seen_at is null)::int as "neverSeen"
        from stations`,
    );
    all.online += some.online;
    all.offline += some.offline;
    all.neverSeen += some.neverSeen;
  }
  return all;
}
