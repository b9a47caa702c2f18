import { type SQL, sql } from "@stationmaster/db";
import { idsOf, rowsOf } from "../../business/page";
import { type Context, InvalidError } from "../../kernel";
import type { EntryName, ListEntry } from "./list-entry";

/**
 * What a station is told of an entry `o`, and when that turns into something else by itself. An entry with a status is as it was
 * given; one without has its card's, and all that it does not say itself. Without its card it is no entry any more.
 */
const toldOf = (now: Date, stationId: SQL) => sql`
  left join id_tokens t on o.status is null and t.token_key = lower(o.id_token) and t.type = o.type
  left join stations s on t.limits is not null and s.id = ${stationId}
  cross join lateral (${verdict}) v
  cross join lateral (select coalesce(o.status, v.status, t.status) as status, coalesce(o.expires_at, t.expires_at) as expires_at,
    coalesce(o.group_id_token, t.group_id_token) as group_id_token, coalesce(o.language, t.language) as language) f
  cross join lateral (select
    case when f.status is not null then jsonb_strip_nulls(jsonb_build_object(
      'status', case when f.status = 'Accepted' and f.expires_at <= ${now.toISOString()}::timestamptz then 'Expired' else f.status end,
      'evseId', case when f.status = 'Accepted' then v.evse_id end,
      'cacheExpiryDateTime', to_char(f.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'groupIdToken', case when f.group_id_token is not null then jsonb_build_object('idToken', f.group_id_token, 'type', 'Central') end,
      'language1', f.language)) end as wanted,
    case when f.status = 'Accepted' and f.expires_at > ${now.toISOString()}::timestamptz then f.expires_at end as turns_at) w`;

/**
 * What the limits of the card `t` make of it at the station `s`; nothing where it has none. A list knows of EVSEs, but neither of hours nor
 * of plugs: a card limited to these is listed as refused for now, so that the station asks us (C14.FR.03), and lets it in offline never.
 */
const verdict = sql`select
    case when t.status <> 'Accepted' or t.limits is null then null
      when not p.is_whole and p.evse_id is null then 'NotAtThisLocation'
      when t.limits ? 'connectorTypes' then 'NotAllowedTypeEVSE'
      when t.limits ? 'times' then 'NotAtThisTime' end as status,
    case when not p.is_whole then p.evse_id end as evse_id
  from (select coalesce(not t.limits ?| array['siteIds', 'stationIdentities', 'evses'] or t.limits -> 'siteIds' ? s.site_id::text
      or exists (select 1 from jsonb_array_elements_text(t.limits -> 'stationIdentities') as n(name) where lower(n.name) = s.identity_key), false) as is_whole,
    (select jsonb_agg(e.evse -> 'evseId' order by e.evse -> 'evseId') from jsonb_array_elements(t.limits -> 'evses') as e(evse)
      where lower(e.evse ->> 'stationIdentity') = s.identity_key) as evse_id) p`;

const namedIn = (names: EntryName[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(
    names.map(({ idToken, type }) => ({ token_key: idToken.toLowerCase(), type })),
  )}::text::jsonb) as n(token_key text, type text)`;

/** An entry without a status of its own needs a card to follow. */
async function refuseStrangers(ctx: Context, entries: ListEntry[]): Promise<void> {
  const followers = entries.filter(({ status }) => !status);
  const strangers = await rowsOf<{ token_key: string }>(
    ctx,
    sql`select token_key from ${namedIn(followers)}
      where not exists (select 1 from id_tokens t where t.token_key = n.token_key and t.type = n.type)`,
  );
  if (strangers.length === 0) return;
  const unknown = new Set(strangers.map(({ token_key }) => token_key));
  const names = followers.map(({ idToken }) => idToken).filter((idToken) => unknown.has(idToken.toLowerCase()));
  const others = names.length > 5 ? ` and ${names.length - 5} more` : "";
  throw new InvalidError(
    `No card of ours is ${names.slice(0, 5).join(", ")}${others}: give such an entry a status of its own.`,
    "entries",
  );
}

/** Puts entries on a station's list, or others in their place. Answers how many are otherwise now. */
export async function putEntries(ctx: Context, stationId: string, entries: ListEntry[]): Promise<number> {
  await refuseStrangers(ctx, entries);
  const given = entries.map(({ idToken, type, status, groupIdToken, expiresAt, language }) => ({
    ...{ id_token: idToken, type, status: status ?? null, group_id_token: groupIdToken ?? null },
    ...{ expires_at: expiresAt?.toISOString() ?? null, language: language ?? null },
  }));
  const rows = await rowsOf(
    ctx,
    sql`insert into local_list_entries as e (station_id, id_token, type, status, group_id_token, expires_at, language, wanted, turns_at)
      select ${stationId}::uuid, o.id_token, o.type, o.status, o.group_id_token, o.expires_at, o.language, w.wanted, w.turns_at
      from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb)
        as o(id_token text, type text, status text, group_id_token text, expires_at timestamptz, language text) ${toldOf(ctx.now, sql`${stationId}::uuid`)}
      on conflict (tenant_id, station_id, token_key, type) do update set id_token = excluded.id_token, status = excluded.status,
        group_id_token = excluded.group_id_token, expires_at = excluded.expires_at, language = excluded.language, wanted = excluded.wanted, turns_at = excluded.turns_at
      where (e.id_token, e.status, e.group_id_token, e.expires_at, e.language, e.wanted, e.turns_at) is distinct from
        (excluded.id_token, excluded.status, excluded.group_id_token, excluded.expires_at, excluded.language, excluded.wanted, excluded.turns_at)
      returning 1`,
  );
  return rows.length;
}

/** Takes all entries off but these. Answers how many. */
export const removeOthers = (ctx: Context, stationId: string, kept: EntryName[]): Promise<number> =>
  remove(
    ctx,
    stationId,
    sql`not exists (select 1 from ${namedIn(kept)} where n.token_key = e.token_key and n.type = e.type)`,
  );

export const removeEntries = (ctx: Context, stationId: string, names: EntryName[]): Promise<number> =>
  remove(
    ctx,
    stationId,
    sql`exists (select 1 from ${namedIn(names)} where n.token_key = e.token_key and n.type = e.type)`,
  );

async function remove(ctx: Context, stationId: string, which: SQL): Promise<number> {
  const removed = await rowsOf(
    ctx,
    sql`update local_list_entries e set wanted = null, turns_at = null
      where station_id = ${stationId}::uuid and wanted is not null and ${which} returning 1`,
  );
  await forgetGone(ctx, [stationId]);
  return removed.length;
}

/** Entries that follow a card and whose card is otherwise now, or that have expired. Answers the stations that are to be told. */
export async function retellEntries(ctx: Context, which: SQL): Promise<string[]> {
  const rows = await rowsOf<{ stationId: string }>(
    ctx,
    sql`with told as (
        update local_list_entries e set wanted = w.wanted, turns_at = w.turns_at
        from local_list_entries o ${toldOf(ctx.now, sql`o.station_id`)}
        where o.wanted is not null and ${which} and e.station_id = o.station_id and e.token_key = o.token_key and e.type = o.type
          and (e.wanted, e.turns_at) is distinct from (w.wanted, w.turns_at)
        returning e.station_id)
      select distinct station_id as "stationId" from told`,
  );
  const stationIds = rows.map(({ stationId }) => stationId);
  await forgetGone(ctx, stationIds);
  return stationIds;
}

export const nameOf = ({ idToken, type }: { idToken: string; type: string }): SQL =>
  sql`o.status is null and o.token_key = ${idToken.toLowerCase()} and o.type = ${type}`;

/** Neither wanted nor there. */
export async function forgetGone(ctx: Context, stationIds: string[]): Promise<void> {
  if (stationIds.length === 0) return;
  await ctx.db.execute(
    sql`delete from local_list_entries where station_id = any(${idsOf(stationIds)}) and standing = 'remove' and held is null`,
  );
}
