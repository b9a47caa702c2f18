import type { IngestTransaction } from "@stationmaster/db";

/** A session that names a reservation: its tenant and station, our id of it, and the number it gave. */
export type ReservationUse = { tenant: string; station: string; id: string; reservation: number; received: string };

/** H01.FR.15, H03: a reservation ends silently when it is used; the event that names it says so, however late it comes. */
export async function noteReservationsUsed(tx: IngestTransaction, uses: ReservationUse[]): Promise<void> {
  const rows = uses.map(({ tenant, station, id, reservation, received }) => ({
    ...{ tenant, station, id, reservation, received },
  }));
  const named = await tx<{ id: string }[]>`
    select r.id from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as u(tenant uuid, station uuid, id uuid, reservation int, received timestamptz)
      cross join lateral (${newest(tx)}) r`;
  if (named.length === 0) return;
  await tx`
    update reservations r set status = 'used', status_at = u.received, transaction_id = u.id, reason = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as u(tenant uuid, station uuid, id uuid, reservation int, received timestamptz)
    -- By key only, whatever the statistics say.
    where r.id = any(${named.map(({ id }) => id)}::uuid[]) and r.tenant_id = u.tenant and r.station_id = u.station and r.number = u.reservation
      and r.status not in ('used', 'refused')`;
}

/** A number may have been used before: the newest is meant. */
const newest = (tx: IngestTransaction) => tx`
  select r.id from reservations r where r.tenant_id = u.tenant and r.station_id = u.station and r.number = u.reservation order by r.id desc limit 1`;
