import type { IngestTransaction } from "@stationmaster/db";
import type { rowOf } from "./arrived-event";
import type { Stored } from "./store-events";

/** What else bears on an event: the card it carries, and what was under way beside it. */
export type Circumstances = {
  n: number;
  /** Began at an EVSE where another is under way. */
  overtakes: boolean;
  was_asked: boolean;
  token_status: string | null;
  token_group: string | null;
  token_language: string | null;
  token_message: string | null;
  token_expires_at: Date | null;
  token_max: number | null;
  token_id: string | null;
  token_master: boolean | null;
  token_language2: string | null;
  token_limits: unknown;
  token_lost_at: Date | null;
  running: number;
};

type Event = { row: ReturnType<typeof rowOf>; stored: Stored };

/** What a session says in its middle has none: no card, no new place, no end. By the event's number. */
export async function circumstancesOf(tx: IngestTransaction, events: Event[]): Promise<Map<number, Circumstances>> {
  const asked = events.flatMap(({ row, stored }) => {
    const isPlaced = stored.fresh && stored.names_evse;
    const mayBeAsked = stored.fresh && (row.type === "Ended" || stored.late);
    if (!isPlaced && !mayBeAsked && row.token_key === null) return [];
    return [
      {
        ...{ n: row.n, tenant: row.tenant, station: row.station, id: stored.id },
        ...{ evse: isPlaced ? row.evse : null, may_be_asked: mayBeAsked, token_key: row.token_key },
        // Who stops takes no place.
        ...{ token_type: row.token_type, takes_place: row.type !== "Ended" && row.trigger !== "StopAuthorized" },
      },
    ];
  });
  return new Map(asked.length > 0 ? (await lookAround(tx, asked)).map((found) => [found.n, found]) : []);
}

const lookAround = (tx: IngestTransaction, asked: unknown[]) => tx<Circumstances[]>`
  with asked as materialized (
    select * from json_to_recordset(${JSON.stringify(asked)}::text::json) as a(n int, tenant uuid, station uuid, id uuid, evse int,
      may_be_asked boolean, token_key text, token_type text, takes_place boolean)),

  -- An EVSE nobody announced is there all the same.
  seen as (
    insert into evses (tenant_id, station_id, evse_id, origin)
    select distinct a.tenant, a.station, a.evse, 'observed' from asked a
    where a.evse is not null and not exists (select 1 from evses e where e.tenant_id = a.tenant and e.station_id = a.station and e.evse_id = a.evse)
    on conflict do nothing)

  select a.n,
    case when a.evse is not null then exists (
      select 1 from transactions o where o.tenant_id = a.tenant and o.station_id = a.station and o.evse_id = a.evse and o.is_active and o.id <> a.id)
      else false end as overtakes,
    case when a.may_be_asked then exists (
      select 1 from station_commands c where c.tenant_id = a.tenant and c.subject_id = a.id and c.status = 'queued') else false end as was_asked,
    tk.status as token_status, tk.group_id_token as token_group, tk.language as token_language,
    tk.personal_message as token_message, tk.expires_at as token_expires_at,
    tk.max_concurrent_transactions as token_max, tk.id as token_id, tk.master_pass as token_master, tk.language2 as token_language2,
    tk.limits as token_limits, tk.lost_at as token_lost_at,
    -- Whose session began first keeps its place; a session that was told ConcurrentTx takes none from it.
    case when tk.max_concurrent_transactions is not null and a.takes_place then (
      select count(*)::int from transactions o where o.tenant_id = a.tenant and o.id_token_key = a.token_key and o.is_active and o.id < a.id)
      else 0 end as running
  from asked a
    left join lateral (
      select * from id_tokens tk where tk.tenant_id = a.tenant and tk.token_key = a.token_key and tk.type = a.token_type limit 1) tk on true`;
