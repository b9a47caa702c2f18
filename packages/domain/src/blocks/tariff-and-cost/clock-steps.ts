import type { Context } from "../../kernel";
import { byContext } from "./ask-of-sessions";
import { type ClockStep, type JudgedStep, judgeSteps, longestMs, tolerance } from "./charged-time";

/** No ledger that is looked at is longer; nine days of a message every 40 seconds. */
const mostEvents = 20_000;

/** Where in their ledgers the clocks of sessions were not what they seem, in order. */
export const stepsStatement = [
  "with asked as materialized (select distinct * from jsonb_to_recordset(",
  `::text::jsonb) as a(tenant uuid, id uuid))
  select a.id, step.* from asked a
    cross join lateral (
      select seq_no as "seqNo", (extract(epoch from occurred_at) * 1000)::float8 as at, told::float8 as "toldMs", heard::float8 as "heardMs",
        rise::float8 as "riseWh", ahead::float8 as "aheadMs"
      from (
        select seq_no, occurred_at, extract(epoch from occurred_at - lag(occurred_at) over ledger) * 1000 as told,
          case when not is_offline and not lag(is_offline) over ledger then extract(epoch from received_at - lag(received_at) over ledger) * 1000 end as heard,
          register_last_wh - max(register_last_wh) over earlier as rise,
          case when not is_offline then extract(epoch from occurred_at - received_at - max(occurred_at - received_at) filter (where not is_offline) over earlier) * 1000 end as ahead
        from (
          select e.* from transactions t join transaction_events e on e.tenant_id = t.tenant_id and e.transaction_id = t.id and e.seq_no <= coalesce(t.ended_seq, e.seq_no)
          where t.tenant_id = coalesce(a.tenant, (select current_tenant())) and t.id = a.id order by e.seq_no, e.occurred_at limit ${mostEvents}) e
        window ledger as (order by seq_no, occurred_at), earlier as (ledger rows between unbounded preceding and 1 preceding)) e
      where told < -${tolerance.backMs} or told - heard > ${tolerance.forwardMs} or told > ${longestMs}) step
  order by a.id, "seqNo", at`,
] as const;

export type StepOfSession = ClockStep & { id: string };

/** Where the clock of a session's station was not what it seems, and what is made of it. */
export const clockSteps = async (ctx: Context, id: string): Promise<JudgedStep[]> =>
  judgeSteps(await byContext(ctx)<StepOfSession>(stepsStatement, [{ id }]));
