import type { IngestTransaction } from "@stationmaster/db";

/** A session that names a reservation: its tenant and station, our id of it, and the number it gave. */
export type ReservationUse = { tenant: string; station: string; id: string; reservation: number; received: string };

/** H01.FR.15, H03: a reservation ends silently when it is used; the event that names it says so, however late it comes. */
export const noteReservationsUsed = (tx: IngestTransaction, uses: ReservationUse[]) => tx<
  { tenant_id: string; station_id: string }[]
>`
  update reservations r set status = 'used', status_at = u.received, transaction_id = u.id, reason = null
  from jsonb_to_recordset(${JSON.stringify(uses.map(({ tenant, station, id, reservation, received }) => ({ tenant, station, id, reservation, received })))}::text::jsonb) as u(tenant uuid, station uuid, id uuid, reservation int, received timestamptz),
  lateral (
    select newest.tenant_id, newest.id from reservations newest
    where newest.tenant_id = u.tenant and newest.station_id = u.station and newest.number = u.reservation
    order by newest.id desc limit 1) named
  where r.tenant_id = u.tenant and r.id = named.id and r.status not in ('used', 'refused')
  returning r.tenant_id, r.station_id`;
