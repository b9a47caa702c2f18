import { type SQL, sql } from "@stationmaster/db";
import { gapsOf } from "../../blocks/transactions";
import type { Context } from "../../kernel";
import { rowsOf } from "../page";
import type { ReportParameters } from "./report";

type Wanted = Pick<ReportParameters, "from" | "to" | "siteId">;

/** A session as a report tells it. Times are milliseconds, energy is text: exact to the last digit. */
export type SessionRecord = {
  id: string;
  transactionId: string;
  station: string;
  site: string | null;
  siteTimeZone: string | null;
  evseId: number | null;
  connectorId: number | null;
  idToken: string | null;
  idTokenType: string | null;
  isActive: boolean;
  firstHeardAt: number;
  endedAt: number | null;
  energyKwh: string | null;
  energyIsSumOfRises: boolean;
  registerFirstWh: string | null;
  registerLastWh: string | null;
  stoppedReason: string | null;
  hasStarted: boolean;
  missing: string;
  gapIsFinal: boolean;
  /** With tax; null until the session has ended, and where no tariff is for it. */
  totalCost: string | null;
  currency: string | null;
  tariffKey: string | null;
  tariffVersion: number | null;
};

export type SessionPage = { sessions: SessionRecord[]; next: Place | null };

export type Place = { startedAt: string; id: string };

const pageRows = 1_000;
/** A cell of a spreadsheet holds 32,767 characters, and nobody reads a thousand. */
const mostStretches = 100;

export async function countSessions(ctx: Context, wanted: Wanted): Promise<number> {
  const [row] = await rowsOf<{ total: number }>(
    ctx,
    sql`select count(*)::int as total from transactions t join stations s on s.id = t.station_id where ${conditions(wanted)}`,
  );
  return row!.total;
}

/** A page of the sessions that began in the time, the oldest first; `next` is null after the last. */
export async function readSessions(ctx: Context, wanted: Wanted, after: Place | null): Promise<SessionPage> {
  const rows = await rowsOf<Columns>(
    ctx,
    sql`select ${columns} from transactions t join stations s on s.id = t.station_id left join sites site on site.id = s.site_id
          left join transaction_costs c on c.tenant_id = t.tenant_id and c.transaction_id = t.id
        where ${conditions(wanted)} and ${after ? beyond(after) : sql`true`} order by t.started_at, t.id limit ${pageRows}`,
  );
  const heard = await seqNosHeard(
    ctx,
    rows.filter((row) => row.hasGap).map(({ id }) => id),
  );
  const last = rows.length === pageRows ? rows.at(-1)! : null;
  return {
    sessions: rows.map(({ startedAt: _, hasGap, ...row }) => ({
      ...row,
      missing: hasGap ? missingSeqNos(heard.get(row.id) ?? [], row.hasStarted) : "",
    })),
    next: last && { startedAt: last.startedAt, id: last.id },
  };
}

type Columns = Omit<SessionRecord, "missing"> & { startedAt: string; hasGap: boolean };

const milliseconds = (column: SQL) => sql`floor(extract(epoch from ${column}) * 1000)::float8`;

// Times a thousandth, not divided by a thousand: the quotient of two numerics is rounded, their product is not.
const columns = sql`
  t.id, t.ocpp_id as "transactionId", s.identity as station, site.name as site, site.time_zone as "siteTimeZone", t.evse_id as "evseId",
  t.connector_id as "connectorId", t.id_token as "idToken", t.id_token_type as "idTokenType", t.is_active as "isActive",
  t.started_at::text as "startedAt", ${milliseconds(sql`t.started_at`)} as "firstHeardAt", ${milliseconds(sql`t.ended_at`)} as "endedAt",
  trim_scale(t.energy_wh * 0.001)::text as "energyKwh", t.energy_by_rises_wh is not null as "energyIsSumOfRises",
  trim_scale(t.register_first_wh)::text as "registerFirstWh", trim_scale(t.register_last_wh)::text as "registerLastWh",
  t.stopped_reason as "stoppedReason", t.started_seq is not null as "hasStarted", t.has_gap as "hasGap", t.gap_is_final as "gapIsFinal",
  c.total::text as "totalCost", c.currency, c.tariff_key as "tariffKey", c.tariff_version as "tariffVersion"`;

const conditions = ({ from, to, siteId }: Wanted): SQL => sql`
  t.started_at >= ${from.toISOString()}::timestamptz and t.started_at < ${to.toISOString()}::timestamptz
  and ${siteId ? sql`s.site_id = ${siteId}::uuid` : sql`true`}`;

/** The first bound by itself may use the index; the second leaves out what has the same moment and was read. */
const beyond = ({ startedAt, id }: Place): SQL => sql`
  t.started_at >= ${startedAt}::timestamptz and (t.started_at > ${startedAt}::timestamptz or t.id > ${id}::uuid)`;

async function seqNosHeard(ctx: Context, ids: string[]): Promise<Map<string, number[]>> {
  if (ids.length === 0) return new Map();
  const rows = await rowsOf<{ id: string; heard: number[] }>(
    ctx,
    sql`select e.transaction_id as id, array_agg(distinct e.seq_no order by e.seq_no) as heard
        from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as wanted join transaction_events e on e.transaction_id = wanted::uuid
        group by e.transaction_id`,
  );
  return new Map(rows.map(({ id, heard }) => [id, heard]));
}

/** `3 7-9`: a hyphen, so that no spreadsheet takes it for a sum. */
function missingSeqNos(heard: number[], hasStarted: boolean): string {
  const stretches = gapsOf(heard, hasStarted).map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
  const shown = stretches.slice(0, mostStretches).join(" ");
  return stretches.length > mostStretches ? `${shown} and ${stretches.length - mostStretches} more` : shown;
}
