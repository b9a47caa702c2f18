import type { IngestTransaction } from "@stationmaster/db";
import { type Arrived, defineIngest, type Reply } from "../../kernel/define-ingest";
import { observeEvseResets } from "../provisioning";
import { observeAvailability } from "./observe-availability";
import { type ConcernedIntent, intentsToReapply, reapplyIntents } from "./reapply-intents";

/** G01: the newest status of each connector, by the station's clock where that can be believed. */
export const statusNotification = defineIngest("StatusNotification", storeStatuses, () => ({}));

async function storeStatuses(
  tx: IngestTransaction,
  arrived: Arrived<"StatusNotification">[],
): Promise<Reply<"StatusNotification">[]> {
  const concerned = await store(tx, arrived);
  // Only where an operator wants something of the station.
  const awaited = concerned.filter(({ is_awaited }) => is_awaited);
  const observed = [
    ...(awaited.length > 0 ? await observeAvailability(tx, awaited) : []),
    ...(await observeEvseResets(tx, arrived.map(reportedStatus))),
  ];
  const due = intentsToReapply(concerned);
  const asked = due.length > 0 ? await reapplyIntents(tx, due) : new Set<string>();
  return arrived.map(({ stationId, request }) => ({
    response: {},
    announcements: [
      { kind: "changed", change: { kind: "connector", id: `${request.evseId}.${request.connectorId}`, stationId } },
      ...observed
        .filter((command) => command.stationId === stationId)
        .map(({ id }) => ({ kind: "changed", change: { kind: "command", id, stationId } }) as const),
      ...(asked.has(stationId) ? [{ kind: "ring", bell: { stationId, why: "work" } } as const] : []),
    ],
  }));
}

const reportedStatus = ({ tenantId, stationId, request }: Arrived<"StatusNotification">) => ({
  ...{ tenant: tenantId, station: stationId, evse: request.evseId, status: request.connectorStatus },
});

/** Answers the intents of operators that these connectors fall under. */
function store(tx: IngestTransaction, arrived: Arrived<"StatusNotification">[]) {
  const rows = arrived.map(({ tenantId, stationId, receivedAt, request }) => ({
    tenant: tenantId,
    station: stationId,
    evse: request.evseId,
    connector: request.connectorId,
    status: request.connectorStatus,
    at: request.timestamp,
    received: receivedAt.toISOString(),
  }));
  return tx<ConcernedIntent[]>`
    with arrived as materialized (
      select distinct on (tenant, station, evse, connector) * from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as a(tenant uuid, station uuid, evse int, connector int, status text, at timestamptz, received timestamptz)
      order by tenant, station, evse, connector, at desc),
    seen as (
      insert into evses (tenant_id, station_id, evse_id, origin)
      select distinct a.tenant, a.station, a.evse, 'reported' from arrived a
      where a.evse > 0 and not exists (select 1 from evses e where e.tenant_id = a.tenant and e.station_id = a.station and e.evse_id = a.evse)
      on conflict do nothing),
    saved as (
      insert into connectors as c (tenant_id, station_id, evse_id, connector_id, origin, status, status_at, reported_at)
      select tenant, station, evse, connector, 'reported', status, at, received from arrived
      on conflict (tenant_id, station_id, evse_id, connector_id) do update
        set status = excluded.status, status_at = excluded.status_at, reported_at = excluded.reported_at
        -- An older report changes nothing, unless one of the two clocks is plainly wrong: then the order of arrival counts.
        where c.status_at is null or excluded.status_at >= c.status_at
          or c.status_at > c.reported_at + interval '5 minutes' or excluded.status_at < timestamptz '2020-01-01'
      returning c.tenant_id, c.station_id, c.evse_id, c.connector_id, c.status)
    select c.tenant_id as tenant, c.station_id as station, c.status, c.evse_id || '.' || c.connector_id as connector, i.evse_id, i.connector_id, i.held,
      i.observed_at is null and i.answer in ('Accepted', 'Scheduled') as is_awaited,
      i.answer is not null and coalesce(s.heard_anew > greatest(i.wanted_at, i.in_force_at, i.reapplied_at), false) as may_reapply
    from saved c
      -- A fence, so that this can only be a look-up by key, once a station.
      cross join lateral (
        select i.*, case when i.answer in ('Rejected', 'refused') then i.in_force else i.wanted end as held from availability_intents i
        where i.tenant_id = c.tenant_id and i.station_id = c.station_id
          and (i.evse_id = 0 or (i.evse_id = c.evse_id and i.connector_id in (0, c.connector_id))) offset 0) i
      -- What the station never heard of is due at its next connection, what it took only after a reboot.
      cross join lateral (
        select case when i.answer in ('expired', 'silent') then greatest(s.booted_at, s.connected_at) else s.booted_at end as heard_anew
        from stations s where s.tenant_id = c.tenant_id and s.id = c.station_id limit 1) s`;
}
