import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { numberOf, rowsOf } from "../page";
import { energyInWindow, registerAt } from "../stations";

type Scope = { siteId?: string | undefined };

export type EnergyToday = {
  energyWh: number;
  energyLastWeekWh: number | null;
  sessionsStarted: number;
  sessionsEnded: number;
  byHour: { hour: number; energyWh: number; lastWeekWh: number | null }[];
};

/** The scope's own clock: the site's, or the tenant's for all sites. */
export async function timeZoneOfScope(ctx: Context, { siteId }: Scope): Promise<string> {
  const [row] = await rowsOf<{ name: string }>(
    ctx,
    sql`select coalesce(${siteId ? sql`(select time_zone from sites where id = ${siteId}::uuid)` : sql`null`}, (select time_zone from tenants)) as name`,
  );
  return row!.name;
}

type Totals = { energyWh: string | null; lastWeekWh: string | null; sessionsStarted: number; sessionsEnded: number };

/** Today by the scope's clock, beside the same weekday last week until the same time. */
export async function energyToday(ctx: Context, scope: Scope): Promise<EnergyToday> {
  const zone = await timeZoneOfScope(ctx, scope);
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  // A week earlier by the wall clock: where summer time began between, that is not 168 hours.
  const weekAgo = sql`((${now} at time zone ${zone}) - interval '7 days') at time zone ${zone}`;
  const today = sql`date_trunc('day', ${now}, ${zone})`;
  const thatDay = sql`date_trunc('day', ${weekAgo}, ${zone})`;
  const ofSite = scope.siteId
    ? sql`and station_id in (select id from stations where site_id = ${scope.siteId}::uuid)`
    : sql``;
  const [totals] = await rowsOf<Totals>(
    ctx,
    sql`select (${energyInWindow({ from: today, to: now, siteId: scope.siteId })}) as "energyWh", (${energyInWindow({ from: thatDay, to: weekAgo, siteId: scope.siteId })}) as "lastWeekWh",
          (select count(*)::int from transactions where started_at >= ${today} and started_seq is not null ${ofSite}) as "sessionsStarted",
          (select count(*)::int from transactions where started_at >= ${today} - interval '3 days' and ended_at >= ${today} ${ofSite}) as "sessionsEnded"`,
  );
  const hours = await byHour(ctx, scope, zone, { today, thatDay, now });
  return {
    energyWh: numberOf(totals!.energyWh) ?? 0,
    energyLastWeekWh: numberOf(totals!.lastWeekWh),
    sessionsStarted: totals!.sessionsStarted,
    sessionsEnded: totals!.sessionsEnded,
    byHour: hours,
  };
}

type Moments = Record<"today" | "thatDay" | "now", ReturnType<typeof sql>>;

/** Local hours, 0 to 23. Of each session, the register at the end of the hour less the register at its start. */
async function byHour(ctx: Context, { siteId }: Scope, zone: string, { today, thatDay, now }: Moments) {
  const ofSite = siteId ? sql`and t.station_id in (select id from stations where site_id = ${siteId}::uuid)` : sql``;
  const rows = await rowsOf<{ hour: number; energyWh: number | null; lastWeekWh: number | null }>(
    ctx,
    sql`with days as (select 'energyWh' as day, ${today} as begins, ${now} as ends union all select 'lastWeekWh', ${thatDay}, ${thatDay} + interval '1 day'),
        edges as (
          select d.day, t.id, t.register_first_wh, h.at, ${registerAt(sql`least(h.at, t.last_event_at)`)} as wh
          from days d join transactions t on t.started_at >= d.begins - interval '3 days' and t.started_at < d.ends and (t.ended_at > d.begins or t.ended_at is null) ${ofSite}
          cross join lateral generate_series(greatest(d.begins, date_trunc('hour', t.started_at)), least(d.ends, t.last_event_at) + interval '1 hour', interval '1 hour') as h(at)),
        parts as (select day, id, at, lead(wh) over (partition by day, id order by at) - wh as wh from edges),
        sums as (select day, extract(hour from at at time zone ${zone})::int as hour, sum(greatest(wh, 0)) as wh from parts where wh is not null group by 1, 2)
        select hour.n as hour, max(wh) filter (where day = 'energyWh')::float8 as "energyWh", max(wh) filter (where day = 'lastWeekWh')::float8 as "lastWeekWh"
        from generate_series(0, 23) as hour(n) left join sums on sums.hour = hour.n group by hour.n order by hour.n`,
  );
  const hasLastWeek = rows.some(({ lastWeekWh }) => lastWeekWh !== null);
  return rows.map(({ hour, energyWh, lastWeekWh }) => ({
    hour,
    energyWh: energyWh ?? 0,
    lastWeekWh: hasLastWeek ? (lastWeekWh ?? 0) : null,
  }));
}
