import type { IngestTransaction } from "@stationmaster/db";

export type ClosedConnection = { tenantId: string; stationId: string; epoch: number; at: Date };

/** Marks stations offline whose socket is gone, unless a newer one has come; tells which it did. Many at once, as when a network falls. */
export async function closeConnections(tx: IngestTransaction, closed: ClosedConnection[]): Promise<Set<string>> {
  const rows = closed.map(({ tenantId, stationId, epoch, at }) => ({
    tenant: tenantId,
    station: stationId,
    epoch,
    at: at.toISOString(),
  }));
  const offline = await tx<{ id: string }[]>`
    update stations s set is_online = false, disconnected_at = c.at, last_seen_at = greatest(s.last_seen_at, c.at)
    from jsonb_to_recordset(${tx.json(rows)}) as c(tenant uuid, station uuid, epoch int, at timestamptz)
    where s.tenant_id = c.tenant and s.id = c.station and s.connection_epoch = c.epoch and s.is_online
    returning s.id`;
  return new Set(offline.map(({ id }) => id));
}
