import { type SQL, sql } from "@stationmaster/db";
import { clockSteps } from "../../blocks/tariff-and-cost";
import { isAfterTheLastWordOf } from "../../blocks/transactions";
import { type Context, NotFoundError } from "../../kernel";
import { momentOf, numberOf, rowsOf } from "../page";
import { clockOf, type SessionClock, stepsTable } from "./session-clock";
import { type SessionColumns, type SessionRow, sessionColumns, sessionRows, sessionTables } from "./session-row";

export type Register = { at: Date; wh: number; seqNo: number | null };

export type SessionDetail = SessionRow & {
  startTrigger: string | null;
  endTrigger: string | null;
  remoteStartId: number | null;
  chargingSeconds: number | null;
  stateOfChargeFirst: number | null;
  registerFirst: Register | null;
  registerLast: Register | null;
  registerWentBack: boolean;
  gapIsFinal: boolean;
  eventCount: number;
  lateCount: number;
  resendCount: number;
  conflictCount: number;
  clock: SessionClock;
  /** Under way, says its ledger; but since its last word another has begun at its EVSE. */
  overtakenBy: { id: string; transactionId: string; startedAt: Date } | null;
  questions: {
    commandId: string;
    askedAt: Date;
    status: string;
    ongoing: boolean | null;
    messagesInQueue: boolean | null;
  }[];
};

export async function getSession(ctx: Context, id: string): Promise<SessionDetail> {
  const [columns] = await rowsOf<SessionColumns>(
    ctx,
    sql`select ${sessionColumns} from ${sessionTables} where t.id = ${id}::uuid`,
  );
  if (!columns) throw new NotFoundError("session", id);
  const [session] = await sessionRows(ctx, [columns]);
  const steps = await clockSteps(ctx, id);
  const [facts] = await rowsOf<Facts>(ctx, factsOf(id, stepsTable(steps)));
  return {
    ...session!,
    startTrigger: facts!.startTrigger,
    endTrigger: facts!.endTrigger,
    remoteStartId: facts!.remoteStartId,
    chargingSeconds: facts!.chargingSeconds,
    stateOfChargeFirst: numberOf(facts!.socFirst),
    registerFirst: register(facts!.registerFirstAt, facts!.registerFirstWh, facts!.registerFirstSeq),
    registerLast: register(facts!.registerLastAt, facts!.registerLastWh, facts!.registerLastSeq),
    registerWentBack: facts!.registerWentBack,
    gapIsFinal: facts!.gapIsFinal,
    eventCount: facts!.eventCount,
    lateCount: facts!.lateCount,
    resendCount: facts!.resendCount,
    conflictCount: facts!.conflictCount,
    clock: clockOf(steps),
    overtakenBy: session!.active ? await overtakenBy(ctx, id) : null,
    questions: await questionsAbout(ctx, id),
  };
}

type Facts = Record<"eventCount" | "lateCount" | "resendCount" | "conflictCount", number> &
  Record<
    | "startTrigger"
    | "endTrigger"
    | "registerFirstAt"
    | "registerFirstWh"
    | "registerLastAt"
    | "registerLastWh"
    | "socFirst",
    string | null
  > &
  Record<"remoteStartId" | "registerFirstSeq" | "registerLastSeq" | "chargingSeconds", number | null> & {
    registerWentBack: boolean;
    gapIsFinal: boolean;
  };

/** What the ledger says as a whole; the time it charged is the sum of the stretches that began with Charging, as they are charged where a clock was set. */
const factsOf = (id: string, steps: SQL) => sql`
  with steps as ${steps},
  ledger as (
    select *, coalesce(charging_state, (array_remove(array_agg(charging_state) over (order by seq_no, occurred_at), null))[count(charging_state) over (order by seq_no, occurred_at)]) as state_now,
      lead(occurred_at) over (order by seq_no, occurred_at) as next_at, lead(seq_no) over (order by seq_no, occurred_at) as next_seq
    from (select * from transaction_events where transaction_id = ${id}::uuid order by seq_no, occurred_at limit 20000) e),
  whole as (
    select count(*)::int as "eventCount", (count(*) filter (where is_late))::int as "lateCount", coalesce(sum(resends), 0)::int as "resendCount",
      (count(*) filter (where is_conflict))::int as "conflictCount",
      min(trigger_reason) filter (where event_type = 'Started') as "startTrigger", min(trigger_reason) filter (where event_type = 'Ended') as "endTrigger",
      sum(coalesce((select s.charged from steps s where s.seq = next_seq and abs(extract(epoch from s.at - next_at)) < 0.001 limit 1), greatest(extract(epoch from next_at - occurred_at), 0))) filter (where state_now = 'Charging')::int as "chargingSeconds"
    from ledger)
  select whole.*, t.remote_start_id as "remoteStartId", t.energy_by_rises_wh is not null as "registerWentBack", t.gap_is_final as "gapIsFinal",
    t.register_first_wh as "registerFirstWh", t.register_first_seq as "registerFirstSeq", t.register_last_wh as "registerLastWh", t.register_last_seq as "registerLastSeq",
    (select min(occurred_at) from ledger where seq_no = t.register_first_seq) as "registerFirstAt",
    (select max(occurred_at) from ledger where seq_no = t.register_last_seq) as "registerLastAt",
    (select soc_percent from meter_values where transaction_id = t.id and soc_percent is not null order by at limit 1) as "socFirst"
  from whole, transactions t where t.id = ${id}::uuid`;

async function overtakenBy(ctx: Context, id: string): Promise<SessionDetail["overtakenBy"]> {
  const [other] = await rowsOf<{ id: string; transactionId: string; startedAt: string }>(
    ctx,
    sql`select o.id, o.ocpp_id as "transactionId", o.started_at as "startedAt"
        from transactions t join transactions o on ${isAfterTheLastWordOf("t", "o")} where t.id = ${id}::uuid order by o.id limit 1`,
  );
  return other ? { ...other, startedAt: momentOf(other.startedAt) } : null;
}

const register = (at: string | null, wh: string | null, seqNo: number | null): Register | null =>
  at !== null && wh !== null ? { at: momentOf(at), wh: Number(wh), seqNo } : null;

type Question = {
  commandId: string;
  askedAt: string;
  status: string;
  response: { ongoingIndicator?: boolean; messagesInQueue?: boolean } | null;
};

async function questionsAbout(ctx: Context, id: string): Promise<SessionDetail["questions"]> {
  const rows = await rowsOf<Question>(
    ctx,
    sql`select id as "commandId", coalesce(sent_at, not_before, created_at) as "askedAt", status, response from station_commands
        where subject_id = ${id}::uuid and action = 'GetTransactionStatus' order by id desc limit 50`,
  );
  return rows.map(({ commandId, askedAt, status, response }) => ({
    ...{ commandId, askedAt: momentOf(askedAt), status },
    ongoing: response?.ongoingIndicator ?? null,
    messagesInQueue: response?.messagesInQueue ?? null,
  }));
}
