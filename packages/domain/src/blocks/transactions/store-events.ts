import type { IngestTransaction } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { linesOf } from "../../kernel/lines-of";
import type { rowOf } from "./arrived-event";

/** What the statement says of each event. Numbers and times come as Postgres gives them. */
export type Stored = {
  n: number;
  id: string;
  fresh: boolean;
  late: boolean;
  is_active: boolean | null;
  has_gap: boolean | null;
  gap_is_final: boolean | null;
  reopened: boolean;
  register_fell: boolean;
  /** The first of its session to name an EVSE. */
  names_evse: boolean;
};

/**
 * Stores the events of one flush, whichever tenants and stations they are of, in one statement.
 * Every join carries tenant_id: the policy admits all tenants of the flush. Rows come back in any order, hence `n`.
 * Look-ups are laterals and sub-queries with a limit, which can only be index look-ups: a plan made while the tables were young must not read them whole.
 */
export const storeEvents = (
  tx: IngestTransaction,
  rows: ReturnType<typeof rowOf>[],
  requests: Req<"TransactionEvent">[],
) => tx<Stored[]>`
  with arrived as materialized (
    select *, line::json as request
    from rows from (
      json_to_recordset(${JSON.stringify(rows)}::text::json) as (
        n int, tenant uuid, station uuid, ocpp_id text, new_id uuid, seq int, type text, at timestamptz, received timestamptz, trigger text,
        state text, offline boolean, evse int, connector int, token text, token_key text, token_type text, remote_start int, reservation int,
        stopped text, reg_first numeric, reg_last numeric, power numeric, soc numeric, meter json),
      string_to_table(${linesOf(requests)}, chr(10))) as a(
        n, tenant, station, ocpp_id, new_id, seq, type, at, received, trigger, state, offline, evse, connector, token, token_key, token_type,
        remote_start, reservation, stopped, reg_first, reg_last, power, soc, meter, line)),

  -- The session an event belongs to: the newest of its name that had begun by then. A Started after that one's end begins a new one.
  known as materialized (
    select a.*, t.last_seq as known_last_seq, t.first_seq as known_first_seq, t.register_first_wh as known_first, t.register_last_wh as known_last,
      t.evse_id as known_evse, t.is_active as known_active, t.has_gap as known_gap, t.gap_is_final as known_final, t.closed_at as known_closed_at,
      coalesce(t.id, a.new_id) as id, coalesce(t.namesake, newest.namesake + 1, 0) as namesake, same.seq is not null as seq_known
    from arrived a
    left join lateral (
      select * from transactions t
      where t.tenant_id = a.tenant and t.station_id = a.station and t.ocpp_id = a.ocpp_id and (t.namesake = 0 or t.started_at <= a.at)
      order by t.namesake desc limit 1) newest on true
    left join lateral (select newest.* where newest.id is not null and not (a.type = 'Started' and newest.ended_at is not null and newest.ended_at < a.at)) t on true
    -- What goes beyond the last that came is not looked for.
    left join lateral (
      select e.seq_no as seq from transaction_events e
      where a.seq <= t.last_seq and e.tenant_id = a.tenant and e.transaction_id = t.id and e.seq_no = a.seq limit 1) same on true),

  written as (
    insert into transaction_events as e (tenant_id, transaction_id, seq_no, event_type, occurred_at, received_at, trigger_reason, charging_state,
      is_offline, is_late, is_conflict, register_first_wh, register_last_wh, request)
    select tenant, id, seq, type, at, received, trigger, state, offline, coalesce(seq < known_last_seq, false), seq_known, reg_first, reg_last, request
    from known
    on conflict (tenant_id, transaction_id, seq_no, event_type, occurred_at, trigger_reason) do update set resends = e.resends + 1
    returning e.tenant_id, e.transaction_id, e.seq_no, e.event_type, e.occurred_at, e.trigger_reason, e.resends),

  fresh as materialized (
    select k.* from known k join written w on w.tenant_id = k.tenant and w.transaction_id = k.id and w.seq_no = k.seq
      and w.event_type = k.type and w.occurred_at = k.at and w.trigger_reason = k.trigger where w.resends = 0),

  saved as (
    insert into transactions as t (tenant_id, id, station_id, ocpp_id, namesake, evse_id, connector_id, id_token, id_token_type, remote_start_id,
      reservation_id, is_active, started_at, ended_at, last_event_at, last_received_at, charging_state, charging_state_seq, stopped_reason,
      started_seq, ended_seq, first_seq, last_seq, seq_count, conflicts, register_first_wh, register_first_seq, register_last_wh,
      register_last_seq, power_w, soc_percent, measured_seq)
    select tenant, id, station, ocpp_id, namesake, evse, connector, token, token_type, remote_start, reservation, type <> 'Ended', at,
      case when type = 'Ended' then at end, at, received, state, case when state is not null then seq end,
      case when type = 'Ended' then stopped end, case when type = 'Started' then seq end, case when type = 'Ended' then seq end, seq, seq,
      case when seq_known then 0 else 1 end, case when seq_known then 1 else 0 end, reg_first, case when reg_first is not null then seq end,
      reg_last, case when reg_last is not null then seq end, power, soc, case when coalesce(power, soc) is not null then seq end
    from fresh
    on conflict (tenant_id, id) do update set
      evse_id = coalesce(t.evse_id, excluded.evse_id),
      connector_id = coalesce(t.connector_id, excluded.connector_id),
      id_token = coalesce(t.id_token, excluded.id_token),
      id_token_type = coalesce(t.id_token_type, excluded.id_token_type),
      remote_start_id = coalesce(t.remote_start_id, excluded.remote_start_id),
      reservation_id = coalesce(t.reservation_id, excluded.reservation_id),
      -- What we had closed goes on, when its station tells of it beyond the last it had told; an end of the station's own comes before ours.
      is_active = (t.is_active or (t.closed_at is not null and excluded.last_event_at > t.last_event_at)) and excluded.is_active,
      closed_at = case when excluded.last_event_at > t.last_event_at or not excluded.is_active then null else t.closed_at end,
      closed_by = case when excluded.last_event_at > t.last_event_at or not excluded.is_active then null else t.closed_by end,
      started_at = case when t.started_seq is not null then t.started_at when excluded.started_seq is not null then excluded.started_at
        else least(t.started_at, excluded.started_at) end,
      ended_at = case when t.closed_at is not null and (excluded.last_event_at > t.last_event_at or not excluded.is_active) then excluded.ended_at
        else coalesce(t.ended_at, excluded.ended_at) end,
      last_event_at = greatest(t.last_event_at, excluded.last_event_at),
      last_received_at = greatest(t.last_received_at, excluded.last_received_at),
      charging_state = case when excluded.charging_state_seq >= coalesce(t.charging_state_seq, excluded.charging_state_seq) then excluded.charging_state else t.charging_state end,
      charging_state_seq = greatest(t.charging_state_seq, excluded.charging_state_seq),
      stopped_reason = coalesce(t.stopped_reason, excluded.stopped_reason),
      started_seq = coalesce(t.started_seq, excluded.started_seq),
      ended_seq = coalesce(t.ended_seq, excluded.ended_seq),
      first_seq = least(t.first_seq, excluded.first_seq),
      last_seq = greatest(t.last_seq, excluded.last_seq),
      seq_count = t.seq_count + excluded.seq_count,
      conflicts = t.conflicts + excluded.conflicts,
      register_first_wh = case when excluded.register_first_seq < coalesce(t.register_first_seq, 2147483647) then excluded.register_first_wh else t.register_first_wh end,
      register_first_seq = least(t.register_first_seq, excluded.register_first_seq),
      register_last_wh = case when excluded.register_last_seq >= coalesce(t.register_last_seq, -1) then excluded.register_last_wh else t.register_last_wh end,
      register_last_seq = greatest(t.register_last_seq, excluded.register_last_seq),
      power_w = case when excluded.measured_seq >= coalesce(t.measured_seq, -1) then coalesce(excluded.power_w, t.power_w) else t.power_w end,
      soc_percent = case when excluded.measured_seq >= coalesce(t.measured_seq, -1) then coalesce(excluded.soc_percent, t.soc_percent) else t.soc_percent end,
      measured_seq = greatest(t.measured_seq, excluded.measured_seq)
    returning t.tenant_id, t.id, t.is_active, t.has_gap, t.gap_is_final, t.energy_by_rises_wh),

  metered as (
    insert into meter_values (tenant_id, station_id, evse_id, transaction_id, seq_no, at, received_at, context, energy_wh, power_w, soc_percent, current_a, voltage_v, samples)
    select f.tenant, f.station, coalesce(f.evse, f.known_evse), f.id, f.seq, m.at, f.received, m.context, m."energyWh", m."powerW", m."socPercent", m."currentA", m."voltageV",
      f.request #> array['meterValue', m.nth, 'sampledValue']
    from fresh f, json_to_recordset(f.meter) as m(at timestamptz, context text, "energyWh" numeric, "powerW" numeric, "socPercent" numeric, "currentA" numeric, "voltageV" numeric, nth text))

  select k.n, k.id, f.id is not null as fresh, coalesce(k.seq < k.known_last_seq, false) as late,
    coalesce(s.is_active, k.known_active) as is_active, coalesce(s.has_gap, k.known_gap) as has_gap, coalesce(s.gap_is_final, k.known_final) as gap_is_final,
    coalesce(f.id is not null and k.known_closed_at is not null and s.is_active, false) as reopened,
    k.evse > 0 and k.known_evse is null as names_evse,
    -- Out of the range that its place in the ledger allows, a register has fallen somewhere; once fallen, each event is a new sum.
    -- Only the last value of an event tells: an Ended may carry all of the session's samples from its beginning (E06.FR.11).
    f.id is not null and (s.energy_by_rises_wh is not null
      or coalesce((k.seq > k.known_last_seq and k.reg_last < k.known_last) or (k.seq < k.known_first_seq and k.reg_last > k.known_first)
        or (k.seq between k.known_first_seq and k.known_last_seq and (k.reg_last < k.known_first or k.reg_last > k.known_last)), false)) as register_fell
  from known k
    left join fresh f on f.n = k.n
    left join saved s on s.tenant_id = k.tenant and s.id = k.id`;

/** Energy where the register has fallen: the sum of its rises in the order of the ledger; the falls are gaps, never negative. */
export const sumTheRises = (tx: IngestTransaction, transactions: { tenant: string; id: string }[]) => tx`
  with fallen as materialized (
    select * from jsonb_to_recordset(${JSON.stringify(transactions)}::text::jsonb) as f(tenant uuid, id uuid)),
  steps as (
    select e.tenant_id, e.transaction_id, e.register_first_wh as first, e.register_last_wh as last,
      lag(e.register_last_wh) over (partition by e.tenant_id, e.transaction_id order by e.seq_no, e.occurred_at) as before
    from transaction_events e join fallen f on f.tenant = e.tenant_id and f.id = e.transaction_id
    where e.register_last_wh is not null),
  sums as (
    -- From value to value where it rose; after a fall, and at the beginning, what the event itself saw rising.
    select tenant_id, transaction_id, sum(case when last >= before then last - before else greatest(last - first, 0) end) as rises
    from steps group by 1, 2)
  update transactions t set energy_by_rises_wh = s.rises
  from sums s where t.tenant_id = s.tenant_id and t.id = s.transaction_id`;
