import { sql } from "@stationmaster/db";
import { z } from "zod";
import type { Context } from "../../kernel";
import { allOf, momentOf, type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";
import { anyIdentity, findStation } from "../stations";

type AttributeType = "Actual" | "Target" | "MinSet" | "MaxSet";
type Mutability = "ReadOnly" | "WriteOnly" | "ReadWrite";

export type VariableAttribute = {
  type: AttributeType;
  value: string | null;
  mutability: Mutability;
  isPersistent: boolean;
  isConstant: boolean;
};

export type Variable = {
  component: string;
  componentInstance: string | null;
  evseId: number | null;
  connectorId: number | null;
  variable: string;
  variableInstance: string | null;
  dataType: string | null;
  unit: string | null;
  minLimit: number | null;
  maxLimit: number | null;
  valuesList: string[] | null;
  supportsMonitoring: boolean;
  attributes: VariableAttribute[];
  /** The station took a value that it will use only after a reboot (B05). */
  rebootRequired: boolean;
  reportedAt: Date;
};

export const variableList = pageInput.extend({
  identity: anyIdentity,
  search: z.string().trim().max(100).optional(),
  /** Only those for which the station takes monitors. */
  monitorable: z.boolean().optional(),
});

type Columns = Pick<
  Variable,
  "component" | "componentInstance" | "evseId" | "connectorId" | "variable" | "variableInstance" | "rebootRequired"
> & {
  key: string;
  reportedAt: string;
  characteristics: {
    dataType?: string;
    unit?: string;
    minLimit?: number;
    maxLimit?: number;
    valuesList?: string;
    supportsMonitoring?: boolean;
  } | null;
  attributes: (Omit<VariableAttribute, "mutability" | "isPersistent" | "isConstant"> & {
    mutability: Mutability | null;
    isPersistent: boolean | null;
    isConstant: boolean | null;
  })[];
};

/** The device model as the station last told it, a variable a row, by component, EVSE and variable. */
export async function listDeviceVariables(
  ctx: Context,
  { identity, search, monitorable, limit, cursor }: z.output<typeof variableList>,
): Promise<PageOf<Variable> & { total: number; reportedAt: Date | null }> {
  const station = await findStation(ctx, identity);
  const after = readCursor(cursor, z.tuple([z.string()]));
  // A station's model is some hundred to a few thousand rows, all under one key: what is left to filter is small.
  const mine = allOf([
    sql`station_id = ${station.id}::uuid`,
    search
      ? sql`(position(${search.toLowerCase()} in lower(component)) > 0 or position(${search.toLowerCase()} in lower(variable)) > 0)`
      : undefined,
    monitorable ? sql`characteristics ->> 'supportsMonitoring' = 'true'` : undefined,
  ]);
  const [whole] = await rowsOf<{ total: number; reportedAt: string | null }>(
    ctx,
    sql`select count(distinct key)::int as total, max(reported_at) as "reportedAt" from device_variables where ${mine}`,
  );
  const rows = await rowsOf<Columns>(
    ctx,
    sql`select key, min(component) as component, min(component_instance) as "componentInstance", min(evse_id) as "evseId", min(connector_id) as "connectorId",
          min(variable) as variable, min(variable_instance) as "variableInstance", max(reported_at) as "reportedAt", bool_or(reboot_required) as "rebootRequired",
          (jsonb_agg(characteristics) filter (where characteristics is not null)) -> 0 as characteristics,
          json_agg(json_build_object('type', attribute_type, 'value', value, 'mutability', mutability, 'isPersistent', persistent, 'isConstant', constant) order by attribute_type) as attributes
        from device_variables where ${mine} and ${after ? sql`key > ${after[0]}` : sql`true`} group by key order by key limit ${limit + 1}`,
  );
  const page = pageOf(rows, limit, (row) => [row.key], variableOf);
  return { ...page, total: whole!.total, reportedAt: momentOf(whole!.reportedAt) };
}

/** What a report leaves out has a value by the schema: ReadWrite, neither persistent nor constant. */
const variableOf = ({ key: _, characteristics, attributes, reportedAt, ...name }: Columns): Variable => ({
  ...name,
  dataType: characteristics?.dataType ?? null,
  unit: characteristics?.unit ?? null,
  minLimit: characteristics?.minLimit ?? null,
  maxLimit: characteristics?.maxLimit ?? null,
  valuesList: characteristics?.valuesList?.split(",").map((value) => value.trim()) ?? null,
  supportsMonitoring: characteristics?.supportsMonitoring ?? false,
  attributes: attributes.map((attribute) => ({
    ...attribute,
    mutability: attribute.mutability ?? "ReadWrite",
    isPersistent: attribute.isPersistent ?? false,
    isConstant: attribute.isConstant ?? false,
  })),
  reportedAt: momentOf(reportedAt),
});
