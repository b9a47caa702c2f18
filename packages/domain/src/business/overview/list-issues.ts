import { sql } from "@stationmaster/db";
import { plugLock } from "../../blocks/diagnostics";
import { isOvertaken } from "../../blocks/transactions";
import type { Context } from "../../kernel";
import { momentOf, rowsOf } from "../page";
import { isProblemOf, sharedSerials, stationStates } from "../stations";

export const issueCauses = [
  "site-silent",
  "station-offline",
  "connector-faulted",
  "problem-severe",
  "lock-failed",
  "problem",
  "station-silent",
  "session-overtaken",
  "session-gap",
  "register-back",
  "serial-shared",
  "reboot-required",
  "registration-pending",
  "registration-rejected",
  "never-booted",
] as const;
export type IssueCause = (typeof issueCauses)[number];

export type Issue = {
  key: string;
  cause: IssueCause;
  severity: "bad" | "warn" | "info";
  siteId: string | null;
  siteName: string | null;
  siteCount: number;
  stationCount: number;
  evseCount: number;
  sessionCount: number;
  since: Date;
  stationIdentities: string[];
  sessionIds: string[];
};

const severities: Record<IssueCause, Issue["severity"]> = {
  "site-silent": "bad",
  "station-offline": "bad",
  "connector-faulted": "bad",
  "problem-severe": "bad",
  "lock-failed": "bad",
  problem: "warn",
  "station-silent": "warn",
  "session-overtaken": "warn",
  "session-gap": "warn",
  "register-back": "warn",
  "serial-shared": "warn",
  "reboot-required": "info",
  "registration-pending": "info",
  "registration-rejected": "warn",
  "never-booted": "info",
};

type Scope = { siteId?: string | undefined };
type Trouble = {
  cause: IssueCause;
  identity: string;
  siteId: string | null;
  siteName: string | null;
  evseCount: number;
  since: string;
  sessionId: string | null;
};

/** What is wrong now, one entry a cause (and one a site that is silent as a whole), the gravest and oldest first. */
export async function listIssues(ctx: Context, scope: Scope): Promise<Issue[]> {
  const troubles = [
    ...(await stationTroubles(ctx, scope)),
    ...(await toldTroubles(ctx, scope)),
    ...(await overtakenSessions(ctx, scope)),
    ...(await sessionTroubles(ctx, scope)),
  ];
  const groups = new Map<string, Trouble[]>();
  for (const trouble of troubles) {
    const key = trouble.cause === "site-silent" ? `${trouble.cause}:${trouble.siteId}` : trouble.cause;
    const known = groups.get(key);
    if (known) known.push(trouble);
    else groups.set(key, [trouble]);
  }
  return [...groups].map(([key, group]) => issueOf(key, group)).sort(gravestFirst);
}

function issueOf(key: string, troubles: Trouble[]): Issue {
  const oldestFirst = troubles.toSorted((a, b) => momentOf(a.since).getTime() - momentOf(b.since).getTime());
  const first = oldestFirst[0]!;
  const stations = new Map(oldestFirst.map((trouble) => [trouble.identity, trouble]));
  const sites = new Set(oldestFirst.flatMap(({ siteId }) => siteId ?? []));
  const sessionIds = oldestFirst.flatMap(({ sessionId }) => sessionId ?? []);
  return {
    key,
    cause: first.cause,
    severity: severities[first.cause],
    siteId: sites.size === 1 ? first.siteId : null,
    siteName: sites.size === 1 ? first.siteName : null,
    siteCount: sites.size,
    stationCount: stations.size,
    evseCount: [...stations.values()].reduce((sum, { evseCount }) => sum + evseCount, 0),
    sessionCount: sessionIds.length,
    since: momentOf(first.since),
    stationIdentities: [...stations.keys()].slice(0, 5),
    sessionIds: sessionIds.slice(0, 5),
  };
}

const weight = { bad: 0, warn: 1, info: 2 };
const gravestFirst = (a: Issue, b: Issue) =>
  weight[a.severity] - weight[b.severity] || b.stationCount - a.stationCount || a.since.getTime() - b.since.getTime();

/** A site is silent when it has several stations and none of those that ever booted is heard. */
const stationTroubles = (ctx: Context, { siteId }: Scope) =>
  rowsOf<Trouble>(
    ctx,
    sql`with ${stationStates(sql`select * from stations where removed_at is null ${siteId ? sql`and site_id = ${siteId}::uuid` : sql``}`)},
        silent as (
          select s.site_id from chosen s join station_now n on n.station_id = s.id
          where s.site_id is not null and s.booted_at is not null group by s.site_id having count(*) > 1 and bool_and(n.state = 'offline'))
        select trouble.*, s.identity, s.site_id as "siteId", site.name as "siteName", null as "sessionId"
        from chosen s join station_now n on n.station_id = s.id left join sites site on site.id = s.site_id
        left join (select station_id, count(*)::int as evse_count, min(broken_at) as since from evse_now where state = 'faulted' group by station_id) f on f.station_id = s.id
        left join (select station_id, min(reported_at) as since from device_variables where reboot_required group by station_id) r on r.station_id = s.id
        left join (${sharedSerials}) twins on twins.serial_number = s.serial_number and twins.maker = lower(s.vendor)
        cross join lateral (
          select case when s.site_id in (select site_id from silent) then 'site-silent' else 'station-offline' end as cause, n.evse_count as "evseCount", coalesce(s.disconnected_at, s.booted_at) as since
            where n.state = 'offline'
          union all select 'connector-faulted', f.evse_count, coalesce(f.since, s.connected_at, ${ctx.now.toISOString()}::timestamptz) where f.evse_count > 0
          union all select 'station-silent', n.evse_count, s.last_seen_at
            where s.is_online and s.last_seen_at < ${ctx.now.toISOString()}::timestamptz - make_interval(secs => 3 * (select heartbeat_interval_seconds from tenants))
          union all select 'serial-shared', n.evse_count, coalesce(s.booted_at, s.created_at) where twins.serial_number is not null
          union all select 'reboot-required', n.evse_count, r.since where r.since is not null
          union all select 'registration-pending', n.evse_count, coalesce(s.booted_at, s.created_at) where s.registration_status = 'Pending' and s.booted_at is not null
          union all select 'registration-rejected', n.evse_count, coalesce(s.booted_at, s.created_at) where s.registration_status = 'Rejected'
          union all select 'never-booted', n.evse_count, s.created_at where s.booted_at is null and s.registration_status <> 'Rejected') trouble`,
  );

const mostProblems = 500;

/**
 * What stations tell of themselves and have not taken back (N07, G05): locks that fail, what is grave (severity 0 to 3), the rest. What a
 * faulted connector says already is not said twice. A clock that is plainly wrong does not say since when.
 */
const toldTroubles = (ctx: Context, { siteId }: Scope) =>
  rowsOf<Trouble>(
    ctx,
    sql`select told.cause, s.identity, s.site_id as "siteId", site.name as "siteName", null as "sessionId",
          count(distinct told.evse_id)::int as "evseCount", min(told.since) as since
        from (
          select p.station_id, p.evse_id,
            case when p.since between timestamptz '2020-01-01' and p.received_at then p.since else p.received_at end as since,
            case when lower(p.component) = ${plugLock.toLowerCase()} then 'lock-failed' when p.severity <= 3 then 'problem-severe' else 'problem' end as cause
          from station_problems p join stations s on ${isProblemOf(sql`s`)}
          where s.removed_at is null and not (lower(p.component) in ('evse', 'connector') and exists (
              select 1 from connectors c where c.tenant_id = p.tenant_id and c.station_id = p.station_id and c.evse_id = p.evse_id and c.status = 'Faulted'))
            ${siteId ? sql`and s.site_id = ${siteId}::uuid` : sql``}
          order by p.received_at desc limit ${mostProblems}) told
        join stations s on s.id = told.station_id left join sites site on site.id = s.site_id
        group by told.cause, s.identity, s.site_id, site.name`,
  );

/** Under way by their ledger, while another has begun at their EVSE: their end was lost (E14). */
const overtakenSessions = (ctx: Context, { siteId }: Scope) =>
  rowsOf<Trouble>(
    ctx,
    sql`select 'session-overtaken' as cause, s.identity, s.site_id as "siteId", site.name as "siteName", 0 as "evseCount", t.started_at as since, t.id as "sessionId"
        from transactions t join stations s on s.id = t.station_id left join sites site on site.id = s.site_id
        where t.is_active and ${isOvertaken("t")} ${siteId ? sql`and s.site_id = ${siteId}::uuid` : sql``}
        order by t.started_at desc limit ${mostSessions}`,
  );

const recentDays = 7;
const mostSessions = 500;

/** Sessions of the last week whose ledger has holes, or whose register fell. One under way may still send what is missing. */
const sessionTroubles = (ctx: Context, { siteId }: Scope) =>
  rowsOf<Trouble>(
    ctx,
    sql`select case when t.has_gap then 'session-gap' else 'register-back' end as cause, s.identity, s.site_id as "siteId", site.name as "siteName", 0 as "evseCount",
          coalesce(t.ended_at, t.started_at) as since, t.id as "sessionId"
        from transactions t join stations s on s.id = t.station_id left join sites site on site.id = s.site_id
        where t.started_at >= ${ctx.now.toISOString()}::timestamptz - make_interval(days => ${recentDays}) and (t.has_gap or t.energy_by_rises_wh is not null)
          ${siteId ? sql`and s.site_id = ${siteId}::uuid` : sql``}
        order by t.started_at desc limit ${mostSessions}`,
  );
