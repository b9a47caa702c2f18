import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { momentOf, rowsOf } from "../page";
import { type SessionColumns, type SessionRow, sessionColumns, sessionRows, sessionTables } from "../sessions";
import { receivedFor } from "../stations";

type Scope = { siteId?: string | undefined };
const ofSite = ({ siteId }: Scope) => (siteId ? sql`and s.site_id = ${siteId}::uuid` : sql``);

/** Sessions that charge at this moment on stations we hear, and what they draw together. */
export async function chargingNow(ctx: Context, scope: Scope): Promise<{ sessionCount: number; powerW: number }> {
  const [now] = await rowsOf<{ sessionCount: number; powerW: number }>(
    ctx,
    sql`select count(*) filter (where t.charging_state = 'Charging')::int as "sessionCount", coalesce(sum(t.power_w), 0)::float8 as "powerW"
        from transactions t join stations s on s.id = t.station_id where t.is_active and s.is_online ${ofSite(scope)}`,
  );
  return now!;
}

/** The six that draw most. */
export async function topSessions(ctx: Context, scope: Scope): Promise<SessionRow[]> {
  const rows = await rowsOf<SessionColumns>(
    ctx,
    sql`select ${sessionColumns} from ${sessionTables} where t.is_active and s.is_online ${ofSite(scope)} order by t.power_w desc nulls last, t.started_at desc limit 6`,
  );
  return sessionRows(ctx, rows);
}

const curveHours = 6;
const stepMinutes = 5;
/** A measured value stands until the next, but not for longer than this. */
const standsMinutes = 15;

/** What the fleet drew, every five minutes of the last six hours. */
export async function powerCurve(ctx: Context, scope: Scope): Promise<{ at: Date; powerW: number }[]> {
  const to = new Date(Math.floor(ctx.now.getTime() / (stepMinutes * 60_000)) * stepMinutes * 60_000).toISOString();
  const rows = await rowsOf<{ at: string; powerW: number }>(
    ctx,
    sql`with times as (
          select generate_series(${to}::timestamptz - make_interval(hours => ${curveHours}), ${to}::timestamptz, make_interval(mins => ${stepMinutes})) as at),
        running as (
          select t.id, t.ended_at from transactions t join stations s on s.id = t.station_id
          where t.started_at >= ${to}::timestamptz - interval '3 days' and (t.ended_at is null or t.ended_at >= ${to}::timestamptz - make_interval(hours => ${curveHours})) ${ofSite(scope)}),
        values as (
          select m.power_w, m.at, least(lead(m.at) over (partition by m.transaction_id order by m.at), r.ended_at, m.at + make_interval(mins => ${standsMinutes})) as until
          from running r join meter_values m on m.transaction_id = r.id
          where m.power_w is not null and m.at >= ${to}::timestamptz - make_interval(hours => ${curveHours}, mins => ${standsMinutes}) and m.at <= ${to}::timestamptz
            and m.received_at >= ${receivedFor(ctx.now).toISOString()}::timestamptz),
        stepped as (
          select tick.at, v.power_w from values v
          cross join lateral generate_series(date_bin(make_interval(mins => ${stepMinutes}), v.at + make_interval(mins => ${stepMinutes}) - interval '1 microsecond', 'epoch'::timestamptz),
            v.until - interval '1 microsecond', make_interval(mins => ${stepMinutes})) as tick(at))
        select times.at, coalesce(sum(stepped.power_w), 0)::float8 as "powerW" from times left join stepped on stepped.at = times.at group by times.at order by times.at`,
  );
  return rows.map(({ at, powerW }) => ({ at: momentOf(at), powerW }));
}
