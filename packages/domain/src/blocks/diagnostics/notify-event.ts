import type { IngestTransaction } from "@stationmaster/db";
import { type Arrived, defineIngest, type Reply } from "../../kernel";
import { statusNotification } from "../availability";
import { connectorStatusOf, type EventRow, isOfLock, rowsOf } from "./event-rows";
import { noteProblems } from "./problems";

/** N07, N08: each event once, in one statement for all stations of the flush. A connector's state told this way is the same truth as a StatusNotification (G01). */
export const notifyEvent = defineIngest("NotifyEvent", storeEvents, () => ({}));

/** A frame may hold thousands of events, and a flush hundreds of frames. */
const rowsAtOnce = 5_000;

async function storeEvents(tx: IngestTransaction, arrived: Arrived<"NotifyEvent">[]): Promise<Reply<"NotifyEvent">[]> {
  const rows = arrived.flatMap(rowsOf);
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await insertEvents(tx, rows.slice(from, from + rowsAtOnce));
  await noteProblems(tx, rows);
  const statuses = rows.flatMap((row) => connectorStatusOf(row) ?? []);
  const noted =
    statuses.length > 0
      ? await statusNotification.handleMany(
          tx,
          statuses.map((status, n) => ({ ...status, n })),
        )
      : [];
  const withLocks = new Set(rows.filter(isOfLock).map(({ tenant, station }) => `${tenant} ${station}`));
  return arrived.map(({ tenantId, stationId }) => ({
    response: {},
    announcements: [
      { kind: "changed", change: { kind: "room", id: "diagnostics", stationId } },
      ...(withLocks.has(`${tenantId} ${stationId}`)
        ? [{ kind: "changed" as const, change: { kind: "room" as const, id: "availability", stationId } }]
        : []),
      ...noted.flatMap(({ announcements }, n) =>
        statuses[n]!.tenantId === tenantId && statuses[n]!.stationId === stationId ? announcements : [],
      ),
    ],
  }));
}

/** A station repeats what it heard no answer to: the same event of the same moment is kept once. */
const insertEvents = (tx: IngestTransaction, rows: EventRow[]) => tx`
  insert into station_events (tenant_id, station_id, received_at, id, event_id, occurred_at, trigger, notification_type, component, component_instance,
    evse_id, connector_id, variable, variable_instance, actual_value, cause, tech_code, tech_info, is_cleared, transaction_id, monitor_id, severity, is_problem)
  select a.tenant, a.station, a.received, a.id, a.event, a.at, a.trigger, a.notification, a.component, a.instance,
    a.evse, a.connector, a.variable, a.variable_instance, a.value, a.cause, a.tech_code, a.tech_info, a.cleared, a.transaction, a.monitor, m.severity,
    a.problem is not distinct from 'opens'
  from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as a(tenant uuid, station uuid, received timestamptz, id uuid, event int, at timestamptz,
      trigger text, notification text, component text, instance text, evse int, connector int, variable text, variable_instance text, value text,
      cause int, tech_code text, tech_info text, cleared boolean, transaction text, monitor int, problem text)
    left join lateral (
      select v.severity from variable_monitors v
      where v.tenant_id = a.tenant and v.station_id = a.station and v.monitor_id = a.monitor limit 1) m on true
  where not coalesce((
    select true from station_events e
    where e.tenant_id = a.tenant and e.station_id = a.station and e.occurred_at = a.at and e.event_id = a.event
      and e.received_at > a.received - interval '7 days'
      and e.component = a.component and e.variable = a.variable and e.trigger = a.trigger and e.actual_value = a.value and e.is_cleared = a.cleared
      and e.evse_id is not distinct from a.evse and e.connector_id is not distinct from a.connector
    limit 1), false)`;
