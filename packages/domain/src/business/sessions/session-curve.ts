import { type SQL, sql } from "@stationmaster/db";
import { limitsOfSession } from "../../blocks/smart-charging";
import { clockSteps } from "../../blocks/tariff-and-cost";
import { gapsOf, missingSeqNos } from "../../blocks/transactions";
import { type Context, NotFoundError } from "../../kernel";
import { momentOf, numberOf, rowsOf } from "../page";
import { clockOf, stepsTable } from "./session-clock";

type Phases = { L1: number | null; L2: number | null; L3: number | null };
export type CurvePoint = {
  at: Date;
  powerW: number | null;
  energyWh: number | null;
  stateOfCharge: number | null;
  currentA: Phases | null;
};

export type SessionCurve = {
  timeZone: string;
  points: CurvePoint[];
  gaps: { from: Date; to: Date; missingSeqNos: number[] }[];
  limits: { at: Date; limitW: number | null }[];
  /** All times are those of the clock as it was at the end; what was told before a clock was set is moved by so much. */
  shiftSeconds: number;
};

type Head = Record<"timeZone" | "stationId" | "ocppId" | "startedAt", string> &
  Record<"firstWh" | "endedAt", string | null> &
  Record<"evseId" | "remoteStartId", number | null> & { hasStarted: boolean };
type Sample = Record<"at", string> & Record<"powerW" | "energyWh" | "soc", string | null> & { samples: MeterSample[] };
type MeterSample = { value: number; measurand?: string; phase?: string; unitOfMeasure?: { multiplier?: number } };

/** At most about 1,500 points: the first, the last, and of each stretch of time its ends and its extremes. */
const stretches = 375;

export async function sessionCurve(ctx: Context, id: string): Promise<SessionCurve> {
  const [head] = await rowsOf<Head>(
    ctx,
    sql`select coalesce(site.time_zone, (select time_zone from tenants)) as "timeZone", t.register_first_wh as "firstWh", t.started_seq is not null as "hasStarted",
          t.station_id as "stationId", t.ocpp_id as "ocppId", t.evse_id as "evseId", t.remote_start_id as "remoteStartId", t.started_at as "startedAt", t.ended_at as "endedAt"
        from transactions t join stations s on s.id = t.station_id left join sites site on site.id = s.site_id where t.id = ${id}::uuid`,
  );
  if (!head) throw new NotFoundError("session", id);
  const steps = (await clockSteps(ctx, id)).filter(({ toldMs, chargedMs }) => toldMs !== chargedMs);
  const samples = await rowsOf<Sample>(ctx, thinned(id, stepsTable(steps)));
  const span = { startedAt: momentOf(head.startedAt), endedAt: momentOf(head.endedAt) };
  const limits = await limitsOfSession(ctx, { ...head, ...span });
  return {
    timeZone: head.timeZone,
    points: samples.map((sample) => curvePoint(sample, numberOf(head.firstWh))),
    gaps: await gapsInTime(ctx, id, head.hasStarted, stepsTable(steps)),
    limits: limits.map(({ at, limit }) => ({ at: new Date(at), limitW: limit })),
    shiftSeconds: clockOf(steps).shiftSeconds,
  };
}

/** A moment of the ledger as the clock would have told it that the station had at the end. */
const moved = (at: SQL, seqNo: SQL): SQL =>
  sql`${at} + make_interval(secs => coalesce((select sum(s.shift) from steps s where s.seq > ${seqNo}), 0))`;

const thinned = (id: string, steps: SQL) => sql`
  with steps as ${steps},
  told as (
    select ${moved(sql`at`, sql`seq_no`)} as at, seq_no, power_w, energy_wh, soc_percent, samples
    from meter_values where transaction_id = ${id}::uuid),
  numbered as (
    select *, (row_number() over (order by at, seq_no) - 1) * ${stretches} / greatest(count(*) over (), ${stretches}) as stretch
    from told),
  placed as (
    select *, row_number() over (partition by stretch order by at, seq_no) as from_start, row_number() over (partition by stretch order by at desc, seq_no desc) as from_end,
      row_number() over (partition by stretch order by power_w nulls last, at) as from_least, row_number() over (partition by stretch order by power_w desc nulls last, at) as from_most
    from numbered)
  select at, power_w as "powerW", energy_wh as "energyWh", soc_percent as soc, samples from placed
  where from_start = 1 or from_end = 1 or from_least = 1 or from_most = 1 order by at, seq_no`;

const curvePoint = ({ at, powerW, energyWh, soc, samples }: Sample, firstWh: number | null): CurvePoint => ({
  at: momentOf(at),
  powerW: numberOf(powerW),
  energyWh: energyWh === null ? null : Number(energyWh) - (firstWh ?? Number(energyWh)),
  stateOfCharge: numberOf(soc),
  currentA: phasesOf(samples),
});

function phasesOf(samples: MeterSample[]): Phases | null {
  const current = samples.filter(
    ({ measurand, phase }) => measurand === "Current.Import" && /^L[123](-N)?$/.test(phase ?? ""),
  );
  if (current.length === 0) return null;
  const of = (name: string) => {
    const sample = current.find(({ phase }) => phase?.startsWith(name));
    return sample ? sample.value * 10 ** (sample.unitOfMeasure?.multiplier ?? 0) : null;
  };
  return { L1: of("L1"), L2: of("L2"), L3: of("L3") };
}

/** Where seqNos are missing: from the event before to the event after. What came before the first event has no time. */
async function gapsInTime(ctx: Context, id: string, hasStarted: boolean, steps: SQL): Promise<SessionCurve["gaps"]> {
  const rows = await rowsOf<{ seqNo: number; first: string; last: string }>(
    ctx,
    sql`with steps as ${steps}
        select seq_no as "seqNo", ${moved(sql`min(occurred_at)`, sql`seq_no`)} as first, ${moved(sql`max(occurred_at)`, sql`seq_no`)} as last from transaction_events where transaction_id = ${id}::uuid group by seq_no order by seq_no`,
  );
  const heard = new Map(rows.map((row) => [row.seqNo, row]));
  return gapsOf([...heard.keys()], hasStarted).flatMap((gap) => {
    const before = heard.get(gap.from - 1);
    const after = heard.get(gap.to + 1);
    return before && after
      ? [{ from: momentOf(before.last), to: momentOf(after.first), missingSeqNos: missingSeqNos([gap]) }]
      : [];
  });
}
