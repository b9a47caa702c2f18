import type { IngestTransaction } from "@stationmaster/db";

export type ReportedStatus = { tenant: string; station: string; evse: number; status: string };
type Observed = { tenantId: string; stationId: string; id: string };

/**
 * B11, B12: an EVSE restarts without a boot. That it is usable again after the answer is the effect; while the session
 * goes on that the reset waits for, it has not begun.
 */
export async function observeEvseResets(tx: IngestTransaction, reported: ReportedStatus[]): Promise<Observed[]> {
  const waiting = await tx<{ tenant: string; id: string; status: string }[]>`
    select a.tenant, q.id, a.status
    from jsonb_to_recordset(${JSON.stringify(reported)}::text::jsonb) as a(tenant uuid, station uuid, evse int, status text)
      -- A fence, so that this can only be a look-up by the index of the few that wait.
      cross join lateral (
        select c.id, c.settled_at from station_commands c
        where c.tenant_id = a.tenant and c.station_id = a.station and c.action = 'Reset' and c.status = 'answered' and c.observed_at is null
          and (c.request ->> 'evseId')::int = a.evse and c.response ->> 'status' in ('Accepted', 'Scheduled') offset 0) q
    where a.status <> 'Unavailable' and not exists (
      select 1 from transactions t where t.tenant_id = a.tenant and t.station_id = a.station and t.evse_id = a.evse
        and t.is_active and t.started_at <= q.settled_at)`;
  if (waiting.length === 0) return [];
  return tx<Observed[]>`
    update station_commands c set observed_at = now(), observed = jsonb_build_object('status', s.status)
    from jsonb_to_recordset(${JSON.stringify(waiting)}::text::jsonb) as s(tenant uuid, id uuid, status text)
    -- By key only, whatever the statistics say.
    where c.id = any(${waiting.map(({ id }) => id)}::uuid[]) and c.tenant_id = s.tenant and c.id = s.id and c.observed_at is null
    returning c.tenant_id as "tenantId", c.station_id as "stationId", c.id`;
}
