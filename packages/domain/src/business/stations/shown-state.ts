import { type SQL, sql } from "@stationmaster/db";

/** What a person is told about a station or an EVSE. */
export const shownStates = [
  "available",
  "charging",
  "occupied",
  "reserved",
  "paused-ev",
  "paused-evse",
  "ended",
  "faulted",
  "unavailable",
  "offline",
  "unknown",
] as const;
export type ShownState = (typeof shownStates)[number];

/** The order in which states need a person. */
const attention = [
  "faulted",
  "offline",
  "unknown",
  "unavailable",
  "paused-evse",
  "paused-ev",
  "ended",
  "occupied",
  "reserved",
  "charging",
  "available",
] as const satisfies readonly ShownState[];

export const rankOf = (state: SQL): SQL =>
  sql`case ${state} ${sql.join(
    attention.map((name, rank) => sql.raw(`when '${name}' then ${rank}`)),
    sql` `,
  )} end`;

/** Which EVSE speaks for its station; charging is worth more than what we do not know of the neighbour. */
const worst = [
  "faulted",
  "unknown",
  "unavailable",
  "paused-evse",
  "charging",
  "paused-ev",
  "ended",
  "occupied",
  "reserved",
  "available",
];
const worstRank = (state: SQL): SQL =>
  sql.join([
    sql`array_position(array[`,
    sql.raw(worst.map((name) => `'${name}'`).join(",")),
    sql`]::text[], `,
    state,
    sql`)`,
  ]);

/** What an active session looks like on its EVSE. Idle after it charged is a car that may leave. */
export const sessionState = (t: SQL): SQL => sql`case ${t}.charging_state
  when 'Charging' then 'charging' when 'SuspendedEV' then 'paused-ev' when 'SuspendedEVSE' then 'paused-evse'
  else case when ${t}.energy_wh > 0 then 'ended' else 'occupied' end end`;

/**
 * The states of the stations that `chosen` selects (all columns of stations), as common table expressions:
 * `chosen`, `evse_now` (a row an EVSE: state, known_state, since, known_since, session) and `station_now`.
 * A status told before the last boot or reconnect is not known any more; offline hides all, `known_*` is what lies behind.
 */
export const stationStates = (chosen: SQL): SQL => sql`
  chosen as materialized (${chosen}),
  plugs as (
    select c.station_id, c.evse_id,
      bool_and(k.known) as all_known, bool_or(k.known and c.status = 'Faulted') as faulted, bool_or(k.known and c.status = 'Unavailable') as unavailable,
      bool_or(k.known and c.status = 'Reserved') as reserved, bool_or(k.known and c.status = 'Occupied') as occupied,
      min(c.status_at) filter (where k.known and c.status in ('Faulted', 'Unavailable')) as broken_at,
      max(c.status_at) filter (where k.known) as status_at
    from chosen s join connectors c on c.station_id = s.id and c.evse_id > 0
    cross join lateral (select c.status is not null and (s.states_stale_before is null or c.reported_at >= s.states_stale_before) as known) k
    group by c.station_id, c.evse_id),
  sessions as (
    select distinct on (t.station_id, t.evse_id) t.*, ${sessionState(sql`t`)} as session_state,
      s.states_stale_before is null or t.last_received_at >= s.states_stale_before as is_fresh
    from chosen s join transactions t on t.station_id = s.id and t.is_active and t.evse_id > 0
    order by t.station_id, t.evse_id, t.started_at desc),
  places as (
    select e.station_id, e.evse_id from chosen s join evses e on e.station_id = s.id and e.evse_id > 0
    union select station_id, evse_id from plugs
    union select station_id, evse_id from sessions),
  evse_now as (
    select p.station_id, p.evse_id, plugs.broken_at, plugs.status_at, t.id as session_id, t.charging_state_seq, t.started_at as session_started_at, t.power_w,
      s.disconnected_at, s.states_stale_before, k.known_state, case when s.is_online then k.known_state else 'offline' end as state
    from places p join chosen s on s.id = p.station_id
    left join plugs on plugs.station_id = p.station_id and plugs.evse_id = p.evse_id
    left join sessions t on t.station_id = p.station_id and t.evse_id = p.evse_id
    cross join lateral (select case
      when plugs.faulted then 'faulted'
      when not (coalesce(plugs.all_known, false) or coalesce(t.is_fresh, false)) then 'unknown'
      when plugs.unavailable then 'unavailable'
      when t.id is not null then t.session_state
      when plugs.reserved then 'reserved'
      when plugs.occupied then 'occupied'
      else 'available' end as known_state) k),
  station_now as (
    select s.id as station_id, coalesce(e.evse_count, 0) as evse_count, e.power_w, coalesce(e.charging, false) as has_charging, w.known_state,
      case when s.booted_at is null then 'unknown' when not s.is_online then 'offline' else w.known_state end as state
    from chosen s
    left join (
      select station_id, count(*)::int as evse_count, sum(power_w) as power_w, bool_or(known_state = 'charging') as charging,
        min(${worstRank(sql`known_state`)}) as worst, min(${worstRank(sql`known_state`)}) filter (where known_state not in ('unknown', 'unavailable')) as worst_known
      from evse_now group by station_id) e on e.station_id = s.id
    cross join lateral (select coalesce((array[${sql.raw(worst.map((name) => `'${name}'`).join(","))}]::text[])
      [case when e.charging then e.worst_known else e.worst end], 'unknown') as known_state) w)`;

/** Since when an EVSE is in its known state; the moment of the session's last change is in the ledger. Needs `evse_now e` in reach. */
export const knownSince = sql`case
  when e.known_state in ('faulted', 'unavailable') then coalesce(e.broken_at, e.status_at)
  when e.known_state = 'unknown' then e.states_stale_before
  when e.session_id is not null then coalesce((select min(v.occurred_at) from transaction_events v where v.transaction_id = e.session_id and v.seq_no = e.charging_state_seq), e.session_started_at)
  else e.status_at end`;

/** The connectors of an EVSE, for the few that are shown. Needs `evse_now e` in reach. */
export const connectorsNow = sql`(
  select json_agg(json_build_object('id', c.connector_id, 'type', c.type, 'statusAt', c.status_at,
    'status', case when e.states_stale_before is null or c.reported_at >= e.states_stale_before then c.status end) order by c.connector_id)
  from connectors c where c.station_id = e.station_id and c.evse_id = e.evse_id)`;
