import type { IngestTransaction } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { type Ask, type Asked, byContext, byIngest } from "./ask-of-sessions";
import { type ClockStep, chargedTime, clocksAgree, type Span } from "./charged-time";
import { type StepOfSession, stepsStatement } from "./clock-steps";
import { type Price, priceOf, type Rates } from "./price";

/** What a session's price is made of, as Postgres tells it; moments in milliseconds. */
export type CostFacts = Rates &
  Span & {
    id: string;
    tariffKey: string;
    tariffVersion: number;
    chosenBy: "token" | "station" | "default";
    isActive: boolean;
    isSession: boolean;
    energyWh: string | null;
    steps: ClockStep[];
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
    (extract(epoch from t.started_at) * 1000)::float8 as "startedAt", (extract(epoch from coalesce(case when t.ended_seq is not null then t.ended_at end, l.occurred_at, t.ended_at, t.last_event_at)) * 1000)::float8 as "endedAt",
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
      select e.is_offline, e.received_at, e.occurred_at from transaction_events e
      where e.tenant_id = t.tenant_id and e.transaction_id = t.id and e.seq_no = coalesce(t.ended_seq, t.last_seq)
        and (t.ended_seq is null or e.event_type = 'Ended') order by e.occurred_at desc limit 1) l on true`,
] as const;

export const costFactsOfMany = (tx: IngestTransaction, asked: { tenant: string; id: string }[]) =>
  factsOf(byIngest(tx), asked);

export const costFacts = (ctx: Context, ids: string[]) =>
  factsOf(
    byContext(ctx),
    ids.map((id) => ({ id })),
  );

/** A ledger is read only where its two ends say that something is odd. */
async function factsOf(ask: Ask, asked: Asked[]): Promise<CostFacts[]> {
  const facts = await ask<CostFacts>(statement, asked);
  const odd = new Set(facts.filter((one) => !clocksAgree(one)).map(({ id }) => id));
  const steps =
    odd.size > 0
      ? await ask<StepOfSession>(
          stepsStatement,
          asked.filter(({ id }) => odd.has(id)),
        )
      : [];
  return facts.map((one) => ({ ...one, steps: odd.has(one.id) ? steps.filter(({ id }) => id === one.id) : [] }));
}

export const priceOfSession = (facts: CostFacts): Price =>
  priceOf(facts, {
    ...{ energyWh: facts.energyWh, isSession: facts.isSession },
    milliseconds: chargedTime(facts, facts.steps),
  });
