import type { IngestTransaction } from "@stationmaster/db";

/**
 * Stations that a node left online when it died: nobody has noted a sign of life since. A node notes one at least
 * once a ping, so the limit is several pings.
 */
export async function markLostStations(
  tx: IngestTransaction,
  notSeenSince: Date,
): Promise<{ tenantId: string; stationId: string }[]> {
  return tx<{ tenantId: string; stationId: string }[]>`
    update stations set is_online = false, disconnected_at = coalesce(last_seen_at, connected_at)
    where tenant_id in (select unnest(current_tenants())) and is_online
      and coalesce(greatest(last_seen_at, connected_at), '-infinity') < ${notSeenSince.toISOString()}::timestamptz
    returning tenant_id as "tenantId", id as "stationId"`;
}
