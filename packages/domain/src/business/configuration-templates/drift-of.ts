import { sql } from "@stationmaster/db";
import { type DriftState, driftTables } from "../../blocks/provisioning";
import type { Context } from "../../kernel";
import { momentOf, rowsOf } from "../page";
import { askedValues } from "./asked-values";
import type { KeptVariable } from "./template-input";

/** A variable of the template that holds for a station, and what the station has. */
export type DriftItem = Omit<KeptVariable, "attributeValue"> & {
  desired: string;
  actual: string | null;
  state: DriftState;
  dataType: string | null;
  unit: string | null;
  mutability: string | null;
  reportedAt: Date | null;
  /** What it said when it was last asked to set this variable, to whatever value. */
  answer: { status: string; reason: string | null; value: string; at: Date } | null;
  /** A command that would set it waits, or was sent. */
  isAsked: boolean;
};

export type Drift = { templateKey: string | null; items: DriftItem[] };

type Columns = Omit<DriftItem, "reportedAt" | "answer" | "isAsked"> & {
  templateKey: string;
  key: string;
  reportedAt: string | null;
  answer: string | null;
  reason: string | null;
  askedValue: string | null;
  answeredAt: string | null;
};

/** Desired against actual, in the order of the device model; without a template nothing is desired. */
export async function driftOf(ctx: Context, stationId: string): Promise<Drift> {
  const rows = await rowsOf<Columns>(
    ctx,
    sql`with ${driftTables(sql`s.id = ${stationId}::uuid`)}
        select template_key as "templateKey", variable_key as key, component, component_instance as "componentInstance", evse_id as "evseId",
          connector_id as "connectorId", variable, variable_instance as instance, attribute_type as "attributeType", desired, actual, state, mutability,
          characteristics ->> 'dataType' as "dataType", characteristics ->> 'unit' as unit, reported_at as "reportedAt", answer, reason,
          asked_value as "askedValue", answered_at as "answeredAt"
        from drift order by variable_key, attribute_type`,
  );
  const asked = (await askedValues(ctx, [stationId])).get(stationId);
  return {
    // A template names one variable at least.
    templateKey: rows[0]?.templateKey ?? null,
    items: rows.map(({ templateKey: _, key, answer, reason, askedValue, answeredAt, reportedAt, ...row }) => ({
      ...row,
      reportedAt: momentOf(reportedAt),
      answer:
        answer && answeredAt ? { status: answer, reason, value: askedValue ?? "", at: momentOf(answeredAt) } : null,
      isAsked: asked?.get(`${key}|${row.attributeType}`) === row.desired,
    })),
  };
}
