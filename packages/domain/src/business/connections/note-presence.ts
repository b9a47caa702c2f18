import type { IngestTransaction } from "@stationmaster/db";

export type Seen = {
  tenantId: string;
  stationId: string;
  /** The connection it was seen on, when that is still open. */
  epoch: number | null;
  at: Date;
  unknownProperties: number;
  badFrames: number;
};

/**
 * When each station was last heard, for all of a few seconds in one statement. A station that another node took for lost
 * while the database was away is online again, as long as its socket here is still the newest.
 */
export async function notePresence(tx: IngestTransaction, seen: Seen[]): Promise<void> {
  const rows = seen.map((s) => ({
    tenant: s.tenantId,
    station: s.stationId,
    epoch: s.epoch,
    at: s.at.toISOString(),
    unknown: s.unknownProperties,
    bad: s.badFrames,
  }));
  await tx`
    update stations s set
      last_seen_at = greatest(s.last_seen_at, p.at),
      unknown_properties = least(s.unknown_properties::bigint + p.unknown, 2147483647)::int,
      bad_frames = least(s.bad_frames::bigint + p.bad, 2147483647)::int,
      is_online = s.is_online or (s.connection_epoch = p.epoch and (s.disconnected_at is null or s.disconnected_at < p.at)) is true
    from jsonb_to_recordset(${tx.json(rows)}) as p(tenant uuid, station uuid, epoch int, at timestamptz, unknown int, bad int)
    where s.tenant_id = p.tenant and s.id = p.station`;
}
