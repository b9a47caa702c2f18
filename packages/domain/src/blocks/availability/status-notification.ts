import type { IngestTransaction } from "@stationmaster/db";
import { type Arrived, defineIngest, type Reply } from "../../kernel/define-ingest";

/** G01: the newest status of each connector, by the station's clock where that can be believed. */
export const statusNotification = defineIngest("StatusNotification", storeStatuses, () => ({}));

async function storeStatuses(
  tx: IngestTransaction,
  arrived: Arrived<"StatusNotification">[],
): Promise<Reply<"StatusNotification">[]> {
  const rows = arrived.map(({ tenantId, stationId, receivedAt, request }) => ({
    tenant: tenantId,
    station: stationId,
    evse: request.evseId,
    connector: request.connectorId,
    status: request.connectorStatus,
    at: request.timestamp,
    received: receivedAt.toISOString(),
  }));
  await tx`
    with arrived as materialized (
      select distinct on (tenant, station, evse, connector) * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        as a(tenant uuid, station uuid, evse int, connector int, status text, at timestamptz, received timestamptz)
      order by tenant, station, evse, connector, at desc),
    seen as (
      insert into evses (tenant_id, station_id, evse_id, origin)
      select distinct a.tenant, a.station, a.evse, 'reported' from arrived a
      where a.evse > 0 and not exists (select 1 from evses e where e.tenant_id = a.tenant and e.station_id = a.station and e.evse_id = a.evse)
      on conflict do nothing)
    insert into connectors as c (tenant_id, station_id, evse_id, connector_id, origin, status, status_at, reported_at)
    select tenant, station, evse, connector, 'reported', status, at, received from arrived
    on conflict (tenant_id, station_id, evse_id, connector_id) do update
      set status = excluded.status, status_at = excluded.status_at, reported_at = excluded.reported_at
      -- An older report changes nothing, unless one of the two clocks is plainly wrong: then the order of arrival counts.
      where c.status_at is null or excluded.status_at >= c.status_at
        or c.status_at > c.reported_at + interval '5 minutes' or excluded.status_at < timestamptz '2020-01-01'`;
  return arrived.map(({ stationId, request }) => ({
    response: {},
    announcements: [
      { kind: "changed", change: { kind: "connector", id: `${request.evseId}.${request.connectorId}`, stationId } },
    ],
  }));
}
