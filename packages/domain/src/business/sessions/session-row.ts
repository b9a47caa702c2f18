import { type CostLine, type SQL, sql } from "@stationmaster/db";
import { type SessionCost, sessionCosts } from "../../blocks/tariff-and-cost";
import { gapsOf, missingSeqNos } from "../../blocks/transactions";
import type { Context } from "../../kernel";
import { idsOf, momentOf, numberOf, rowsOf } from "../page";
import { type SessionNow, type ShownState, sessionState } from "../stations";

export type SessionRow = {
  id: string;
  transactionId: string;
  stationId: string;
  stationIdentity: string;
  siteId: string | null;
  siteName: string | null;
  timeZone: string;
  evseId: number | null;
  connectorId: number | null;
  idToken: string | null;
  idTokenType: string | null;
  active: boolean;
  startedAt: Date | null;
  endedAt: Date | null;
  lastEventAt: Date;
  /** When we ended it, and who, its station never having told an end. */
  closed: { at: Date; by: string } | null;
  chargingState: SessionNow["chargingState"];
  state: ShownState;
  stoppedReason: string | null;
  energyWh: number | null;
  powerW: number | null;
  stateOfCharge: number | null;
  hasGap: boolean;
  missingSeqNos: number[];
  /** With tax, as an exact decimal: so far while it runs, final after; null where no tariff is for it. */
  totalCost: string | null;
  currency: string | null;
  costLines: CostLine[];
  tariff: SessionCost["tariff"] | null;
};

type Moments = "startedAt" | "endedAt" | "lastEventAt";
type Closed = { closedAt: string | null; closedBy: string | null };
type Numbers = "energyWh" | "powerW" | "stateOfCharge";
type Cost = Pick<SessionRow, "totalCost" | "currency" | "costLines" | "tariff">;
export type SessionColumns = Omit<SessionRow, Moments | Numbers | "missingSeqNos" | "closed" | keyof Cost> &
  Closed &
  Record<"lastEventAt" | "sortedAt", string> &
  Record<"startedAt" | "endedAt" | Numbers, string | null> & { hasStarted: boolean };

/** A statement that needs `transactions t`, `stations s` and `sites site` in reach: see `sessionTables`. */
export const sessionColumns = sql`
  t.id, t.ocpp_id as "transactionId", t.station_id as "stationId", s.identity as "stationIdentity", s.site_id as "siteId", site.name as "siteName",
  coalesce(site.time_zone, (select time_zone from tenants)) as "timeZone", t.evse_id as "evseId", t.connector_id as "connectorId",
  t.id_token as "idToken", t.id_token_type as "idTokenType", t.is_active as active,
  case when t.started_seq is not null then t.started_at end as "startedAt", t.ended_at as "endedAt", t.closed_at as "closedAt", t.closed_by ->> 'name' as "closedBy", greatest(t.last_event_at, t.last_received_at) as "lastEventAt",
  t.charging_state as "chargingState", t.stopped_reason as "stoppedReason", t.energy_wh as "energyWh",
  case when t.is_active and s.is_online then t.power_w end as "powerW", t.soc_percent as "stateOfCharge",
  case when not t.is_active then 'ended' when not s.is_online then 'offline' else ${sessionState(sql`t`)} end as state,
  t.has_gap or t.started_seq is null as "hasGap", t.started_seq is not null as "hasStarted", t.started_at::text as "sortedAt"`;

export const sessionTables: SQL = sql`transactions t join stations s on s.id = t.station_id left join sites site on site.id = s.site_id`;

/** Reads what they cost, and the ledgers of the few that have a gap, for all of them at once. */
export async function sessionRows(ctx: Context, rows: SessionColumns[]): Promise<SessionRow[]> {
  const [costs, heard] = await Promise.all([
    sessionCosts(
      ctx,
      rows.map(({ id }) => id),
    ),
    seqNosHeard(
      ctx,
      rows.filter((row) => row.hasGap).map(({ id }) => id),
    ),
  ]);
  return rows.map(({ hasStarted, sortedAt: _, closedAt, closedBy, ...row }) => ({
    ...row,
    closed: closedAt === null ? null : { at: momentOf(closedAt), by: closedBy ?? "" },
    startedAt: momentOf(row.startedAt),
    endedAt: momentOf(row.endedAt),
    lastEventAt: momentOf(row.lastEventAt),
    energyWh: numberOf(row.energyWh),
    powerW: numberOf(row.powerW),
    stateOfCharge: numberOf(row.stateOfCharge),
    missingSeqNos: missingSeqNos(gapsOf(heard.get(row.id) ?? [], hasStarted)),
    ...costOf(costs.get(row.id)),
  }));
}

const costOf = (cost: SessionCost | undefined): Cost => ({
  totalCost: cost?.total ?? null,
  currency: cost?.currency ?? null,
  costLines: cost?.lines ?? [],
  tariff: cost?.tariff ?? null,
});

async function seqNosHeard(ctx: Context, ids: string[]): Promise<Map<string, number[]>> {
  if (ids.length === 0) return new Map();
  const rows = await rowsOf<{ id: string; heard: number[] }>(
    ctx,
    sql`select e.transaction_id as id, array_agg(distinct e.seq_no order by e.seq_no) as heard
        from transaction_events e where e.transaction_id = any(${idsOf(ids)})
        group by e.transaction_id`,
  );
  return new Map(rows.map(({ id, heard }) => [id, heard]));
}
