import { type IngestTransaction, sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { chargedTime } from "./charged-time";
import { type Price, priceOf, type Rates } from "./price";

/** What a session's price is made of, as Postgres tells it; moments in milliseconds. */
export type CostFacts = Rates & {
  id: string;
  tariffKey: string;
  tariffVersion: number;
  chosenBy: "token" | "station" | "default";
  isActive: boolean;
  isSession: boolean;
  energyWh: string | null;
  startedAt: number;
  endedAt: number;
  startHeardAt: number | null;
  endHeardAt: number | null;
};

/**
 * Around the parameter: a list of sessions, each with its tenant where several are looked at together.
 * Laterals with a limit can only be look-ups by key, whatever the statistics say.
 */
const statement = [
  "with asked as materialized (select * from jsonb_to_recordset(",
  `::text::jsonb) as a(tenant uuid, id uuid))
  select t.id, c.tariff_key as "tariffKey", c.tariff_version as "tariffVersion", c.chosen_by as "chosenBy", v.currency,
    v.energy_per_kwh::text as "energyPerKwh", v.time_per_hour::text as "timePerHour", v.session_fee::text as "sessionFee", v.tax_percent::text as "taxPercent",
    t.is_active as "isActive", coalesce(t.id_token_type, t.remote_start_id::text) is not null as "isSession", t.energy_wh::text as "energyWh",
    (extract(epoch from t.started_at) * 1000)::float8 as "startedAt", (extract(epoch from coalesce(t.ended_at, t.last_event_at)) * 1000)::float8 as "endedAt",
    case when not s.is_offline then (extract(epoch from s.received_at) * 1000)::float8 end as "startHeardAt",
    case when not l.is_offline then (extract(epoch from l.received_at) * 1000)::float8 end as "endHeardAt"
  from asked a
    cross join lateral (select * from transactions t where t.tenant_id = coalesce(a.tenant, (select current_tenant())) and t.id = a.id limit 1) t
    cross join lateral (select * from transaction_costs c where c.tenant_id = t.tenant_id and c.transaction_id = t.id limit 1) c
    cross join lateral (
      select * from tariff_versions v where v.tenant_id = t.tenant_id and v.key = c.tariff_key and v.version = c.tariff_version limit 1) v
    left join lateral (
      select e.is_offline, e.received_at from transaction_events e
      where e.tenant_id = t.tenant_id and e.transaction_id = t.id and e.seq_no = t.started_seq and e.event_type = 'Started' limit 1) s on true
    left join lateral (
      select e.is_offline, e.received_at from transaction_events e
      where e.tenant_id = t.tenant_id and e.transaction_id = t.id and e.seq_no = coalesce(t.ended_seq, t.last_seq)
        and (t.ended_seq is null or e.event_type = 'Ended') limit 1) l on true`,
] as const;

export const costFactsOfMany = (tx: IngestTransaction, asked: { tenant: string; id: string }[]) =>
  tx.unsafe<CostFacts[]>(statement.join("$1"), [JSON.stringify(asked)], { prepare: true });

export async function costFacts(ctx: Context, ids: string[]): Promise<CostFacts[]> {
  const [before, after] = statement;
  const asked = JSON.stringify(ids.map((id) => ({ id })));
  const rows: unknown = await ctx.db.execute(sql`${sql.raw(before)}${asked}${sql.raw(after)}`);
  return [...(rows as Iterable<CostFacts>)];
}

export const priceOfSession = (facts: CostFacts): Price =>
  priceOf(facts, { energyWh: facts.energyWh, milliseconds: chargedTime(facts), isSession: facts.isSession });
