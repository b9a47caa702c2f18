import type { IngestTransaction } from "@stationmaster/db";

/** H04: past their time, of all tenants of the round. The station says so too, when it is there to say it; whichever comes first. */
export const expireReservations = (
  tx: IngestTransaction,
  now: Date,
): Promise<{ tenantId: string; stationId: string }[]> =>
  tx<{ tenantId: string; stationId: string }[]>`
    update reservations set status = 'expired', status_at = ${now.toISOString()}
    where tenant_id in (select unnest(current_tenants())) and status in ('requested', 'active') and expires_at <= ${now.toISOString()}::timestamptz
    returning tenant_id as "tenantId", station_id as "stationId"`;
