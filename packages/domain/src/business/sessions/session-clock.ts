import { type SQL, sql } from "@stationmaster/db";
import { type ClockVerdict, clockShift, type JudgedStep } from "../../blocks/tariff-and-cost";

export type SessionClock = {
  /** Where the station's clock was set in the session, or may have been. */
  steps: { seqNo: number; at: Date; verdict: Exclude<ClockVerdict, "told">; seconds: number; chargedSeconds: number }[];
  /** By how much the times before are off against those after. */
  shiftSeconds: number;
};

export const clockOf = (steps: JudgedStep[]): SessionClock => ({
  steps: steps.flatMap(({ seqNo, at, verdict, toldMs, heardMs, chargedMs }) =>
    verdict === "told"
      ? []
      : [
          {
            ...{ seqNo, at: new Date(at), verdict, chargedSeconds: Math.round(chargedMs / 1000) },
            seconds: Math.round((toldMs - Math.max(0, heardMs ?? 0)) / 1000),
          },
        ],
  ),
  shiftSeconds: Math.round(clockShift(steps) / 1000),
});

/** As a statement's rows: where times step, by how much those before are off, and what is charged for the stretch, in seconds. */
export const stepsTable = (steps: JudgedStep[]): SQL => sql`(
  select seq, to_timestamp(at_ms / 1000.0) as at, shift, charged from jsonb_to_recordset(${JSON.stringify(
    steps.map(({ seqNo, at, toldMs, chargedMs }) => ({
      ...{ seq: seqNo, at_ms: at, shift: (toldMs - chargedMs) / 1000, charged: chargedMs / 1000 },
    })),
  )}::text::jsonb) as s(seq int, at_ms float8, shift float8, charged float8))`;
