import type { IngestTransaction } from "@stationmaster/db";
import type { EventRow } from "./event-rows";

/** The newest word on each thing that is wrong, or was. What ends without having begun leaves no trace. */
export async function noteProblems(tx: IngestTransaction, events: EventRow[]): Promise<void> {
  const newest = new Map<string, EventRow>();
  for (const event of events) {
    if (event.problem === null) continue;
    const key = `${event.tenant} ${event.station} ${event.key}`;
    const known = newest.get(key);
    if (!known || new Date(known.at) <= new Date(event.at)) newest.set(key, event);
  }
  if (newest.size === 0) return;
  await tx`
    insert into station_problems as p (tenant_id, station_id, key, component, component_instance, evse_id, connector_id, variable, variable_instance,
      actual_value, tech_code, tech_info, monitor_id, severity, event_id, is_open, since, changed_at, received_at)
    select a.tenant, a.station, a.key, a.component, a.instance, a.evse, a.connector, a.variable, a.variable_instance,
      a.value, a.tech_code, a.tech_info, a.monitor, m.severity, a.event, a.problem = 'opens', a.at, a.at, a.received
    from jsonb_to_recordset(${JSON.stringify([...newest.values()])}::text::jsonb) as a(tenant uuid, station uuid, received timestamptz, event int, at timestamptz,
        component text, instance text, evse int, connector int, variable text, variable_instance text, value text, tech_code text, tech_info text, monitor int,
        key text, problem text)
      left join lateral (
        select v.severity from variable_monitors v
        where v.tenant_id = a.tenant and v.station_id = a.station and v.monitor_id = a.monitor limit 1) m on true
    where a.problem = 'opens' or coalesce((
      select true from station_problems q where q.tenant_id = a.tenant and q.station_id = a.station and q.key = a.key limit 1), false)
    on conflict (tenant_id, station_id, key) do update set
      actual_value = excluded.actual_value, tech_code = excluded.tech_code, tech_info = excluded.tech_info,
      monitor_id = excluded.monitor_id, severity = coalesce(excluded.severity, p.severity), event_id = excluded.event_id,
      is_open = excluded.is_open, since = case when p.is_open = excluded.is_open then p.since else excluded.since end,
      changed_at = excluded.changed_at, received_at = excluded.received_at
      -- As with connectors: an older word changes nothing, unless a clock is plainly wrong.
      where excluded.changed_at >= p.changed_at
        or p.changed_at > p.received_at + interval '5 minutes' or excluded.changed_at < timestamptz '2020-01-01'`;
}
