import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { momentOf, numberOf, rowsOf } from "../page";
import { energyInWindow, longestSession, receivedFor, registerAt } from "../stations";

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

type Moments = {
  now: string;
  today: string;
  tomorrow: string;
  beforeToday: string;
  weekAgo: string;
  thatDay: string;
  dayAfter: string;
  beforeThatDay: string;
};
type Totals = { energyWh: string | null; lastWeekWh: string | null; sessionsStarted: number; sessionsEnded: number };

/** Today by the scope's clock, beside the same weekday last week until the same time. */
export async function energyToday(ctx: Context, scope: Scope): Promise<EnergyToday> {
  const zone = await timeZoneOfScope(ctx, scope);
  const moments = await momentsOf(ctx, zone);
  const at = (name: keyof Moments) => sql`${moments[name]}::timestamptz`;
  const { siteId } = scope;
  const receivedFrom = receivedFor(momentOf(moments.beforeThatDay));
  const ofSite = siteId ? sql`and station_id in (select id from stations where site_id = ${siteId}::uuid)` : sql``;
  const [totals] = await rowsOf<Totals>(
    ctx,
    sql`select (${energyInWindow({ from: at("today"), to: at("now"), earliest: at("beforeToday"), receivedFrom, siteId })}) as "energyWh",
          (${energyInWindow({ from: at("thatDay"), to: at("weekAgo"), earliest: at("beforeThatDay"), receivedFrom, siteId })}) as "lastWeekWh",
          (select count(*)::int from transactions where started_at >= ${at("today")} and started_seq is not null ${ofSite}) as "sessionsStarted",
          (select count(*)::int from transactions where started_at >= ${at("beforeToday")} and ended_at >= ${at("today")} ${ofSite}) as "sessionsEnded"`,
  );
  return {
    energyWh: numberOf(totals!.energyWh) ?? 0,
    energyLastWeekWh: numberOf(totals!.lastWeekWh),
    sessionsStarted: totals!.sessionsStarted,
    sessionsEnded: totals!.sessionsEnded,
    byHour: await byHour(ctx, scope, zone, moments),
  };
}

/** Worked out by Postgres, once and beforehand. A week earlier is so by the wall clock: where summer time begins between, that is not 168 hours. */
async function momentsOf(ctx: Context, zone: string): Promise<Moments> {
  const [moments] = await rowsOf<Moments>(
    ctx,
    sql`select now::text, today::text, (today + interval '1 day')::text as tomorrow, (today - ${longestSession})::text as "beforeToday",
          week_ago::text as "weekAgo", that_day::text as "thatDay", (that_day + interval '1 day')::text as "dayAfter", (that_day - ${longestSession})::text as "beforeThatDay"
        from (select ${ctx.now.toISOString()}::timestamptz as now) n
        cross join lateral (select date_trunc('day', now, ${zone}) as today, ((now at time zone ${zone}) - interval '7 days') at time zone ${zone} as week_ago) t
        cross join lateral (select date_trunc('day', week_ago, ${zone}) as that_day) w`,
  );
  return moments!;
}

/** Local hours, 0 to 23. Of each session, the register at the end of the hour less the register at its start. */
async function byHour(ctx: Context, { siteId }: Scope, zone: string, moments: Moments): Promise<EnergyToday["byHour"]> {
  const ofSite = siteId ? sql`and t.station_id in (select id from stations where site_id = ${siteId}::uuid)` : sql``;
  const receivedFrom = receivedFor(momentOf(moments.beforeThatDay));
  const edgesOf = (day: "energyWh" | "lastWeekWh", from: string, to: string, earliest: string) => sql`
    select ${day} as day, t.id, h.at, ${registerAt(sql`least(h.at, t.last_event_at)`, receivedFrom)} as wh
    from transactions t
    cross join lateral generate_series(date_bin('1 hour', greatest(${from}::timestamptz, t.started_at), ${from}::timestamptz),
      least(${to}::timestamptz, t.last_event_at + interval '1 hour'), interval '1 hour') as h(at)
    where t.started_at >= ${earliest}::timestamptz and t.started_at < ${to}::timestamptz and (t.ended_at > ${from}::timestamptz or t.ended_at is null) ${ofSite}`;
  const rows = await rowsOf<{ hour: number; energyWh: number | null; lastWeekWh: number | null }>(
    ctx,
    sql`with edges as (
          ${edgesOf("energyWh", moments.today, moments.tomorrow, moments.beforeToday)}
          union all ${edgesOf("lastWeekWh", moments.thatDay, moments.dayAfter, moments.beforeThatDay)}),
        parts as (select day, at, lead(wh) over (partition by day, id order by at) - wh as wh from edges),
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
