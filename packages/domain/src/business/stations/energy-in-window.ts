import { type SQL, sql } from "@stationmaster/db";

/** Moments are parameters or plain columns: an expression over a column may not use an index under row-level security. */
type Window = { from: SQL; to: SQL; earliest: SQL; receivedFrom: Date; stationId?: SQL; siteId?: string | undefined };

/** No session is looked for that began longer before a window. */
export const longestSession = sql`interval '3 days'`;

/** No month that ended before this holds a meter value of a window that begins then: it is left out when the statement is planned. Clocks may be ahead. */
export const receivedFor = (begin: Date): Date => new Date(begin.getTime() - 31 * 86_400_000);

/**
 * The energy delivered between two moments: of each session that overlaps, the register at the end less the register at the start.
 * Sessions that lie wholly inside cost no look into the meter values.
 */
export const energyInWindow = ({ from, to, earliest, receivedFrom, stationId, siteId }: Window): SQL => sql`
  select sum(greatest(part.wh, 0)) as energy_wh
  from (
    select t.* from transactions t where t.started_at >= ${from} and t.started_at < ${to} ${of(stationId, siteId)}
    union all
    select t.* from transactions t where t.started_at < ${from} and t.started_at >= ${earliest} and (t.ended_at > ${from} or t.ended_at is null) ${of(stationId, siteId)}) t
  cross join lateral (select
    case when t.started_at >= ${from} and (t.ended_at <= ${to} or t.last_event_at <= ${to}) then t.energy_wh
      else ${registerAt(sql`least(${to}, t.last_event_at)`, receivedFrom)} - ${registerAt(from, receivedFrom)} end as wh) part`;

const of = (stationId?: SQL, siteId?: string): SQL =>
  stationId
    ? sql`and t.station_id = ${stationId}`
    : siteId
      ? sql`and t.station_id in (select id from stations where site_id = ${siteId}::uuid)`
      : sql``;

/** The register of session `t` as it stood at a moment: what it began with when nothing had come yet. */
export const registerAt = (moment: SQL, receivedFrom: Date): SQL => sql`coalesce((
  select m.energy_wh from meter_values m
  where m.transaction_id = t.id and m.at <= ${moment} and m.energy_wh is not null and m.received_at >= ${receivedFrom.toISOString()}::timestamptz
  order by m.at desc limit 1), t.register_first_wh)`;
