import { type SQL, sql } from "@stationmaster/db";
import { z } from "zod";
import { type Context, isSecretVariable } from "../../kernel";
import { rowsOf } from "../page";
import { anyIdentity, readStation } from "../stations";
import { type KeptVariable, mostVariables } from "./template-input";

/** Of all stations of a vendor, or of one of its models; or of one station, to make a template from it. */
export const reportedInput = z.union([
  z.object({ identity: anyIdentity }),
  z.object({ vendor: z.string().trim().min(1).max(50), model: z.string().trim().max(20).nullish() }),
]);

/** What stations have told of a variable that can be set. */
export type ReportedVariable = Omit<KeptVariable, "attributeValue" | "attributeType"> & {
  key: string;
  dataType: string | null;
  unit: string | null;
  minLimit: number | null;
  maxLimit: number | null;
  valuesList: string[] | null;
  /** What most of them have. */
  commonValue: string | null;
  /** How many different values they have. */
  valueCount: number;
  stationCount: number;
};

export type Reported = {
  vendor: string | null;
  model: string | null;
  /** At how many stations was looked. */
  stationCount: number;
  items: ReportedVariable[];
};

/** Of a great fleet, as many as tell what there is: those that booted last. */
const lookedAt = 50;

type Columns = Omit<ReportedVariable, "dataType" | "unit" | "minLimit" | "maxLimit" | "valuesList"> & {
  characteristics: {
    dataType?: string;
    unit?: string;
    minLimit?: number;
    maxLimit?: number;
    valuesList?: string;
  } | null;
};

const looked = (which: SQL) => sql`looked as materialized (
  select s.tenant_id, s.id from stations s where s.removed_at is null and ${which}
    and exists (select from device_variables d where d.tenant_id = s.tenant_id and d.station_id = s.id)
  order by s.booted_at desc nulls last limit ${lookedAt})`;

/** For whoever writes a template: the variables that can be set, with what they may be set to. */
export async function reportedVariables(ctx: Context, input: z.output<typeof reportedInput>): Promise<Reported> {
  const of = await whose(ctx, input);
  const rows = await rowsOf<Columns & { looked: number }>(
    ctx,
    sql`with ${looked(of.which)}
        select d.key, min(component) as component, min(component_instance) as "componentInstance", min(evse_id) as "evseId", min(connector_id) as "connectorId",
          min(variable) as variable, min(variable_instance) as instance, (jsonb_agg(characteristics) filter (where characteristics is not null)) -> 0 as characteristics,
          mode() within group (order by value) as "commonValue", count(distinct value)::int as "valueCount", count(*)::int as "stationCount",
          (select count(*)::int from looked) as looked
        from looked l join device_variables d on d.tenant_id = l.tenant_id and d.station_id = l.id
        where d.attribute_type = 'Actual' and coalesce(d.mutability, 'ReadWrite') = 'ReadWrite' and not coalesce(d.constant, false)
        group by d.key order by d.key limit ${mostVariables}`,
  );
  return {
    ...{ vendor: of.vendor, model: of.model, stationCount: rows[0]?.looked ?? 0 },
    items: rows.filter(({ variable }) => !isSecretVariable(variable)).map(reported),
  };
}

/** What these stations never tell. */
export async function writeOnlyKeys(ctx: Context, vendor: string, model: string | null): Promise<Set<string>> {
  const rows = await rowsOf<{ key: string }>(
    ctx,
    sql`with ${looked(ofKind(vendor, model))}
        select distinct d.key from looked l join device_variables d on d.tenant_id = l.tenant_id and d.station_id = l.id where d.mutability = 'WriteOnly'`,
  );
  return new Set(rows.map(({ key }) => key));
}

const ofKind = (vendor: string, model: string | null): SQL =>
  sql`lower(btrim(s.vendor)) = lower(${vendor}) and ${model ? sql`lower(btrim(s.model)) = lower(${model})` : sql`true`}`;

async function whose(ctx: Context, input: z.output<typeof reportedInput>) {
  if ("identity" in input) {
    const { id, vendor, model } = await readStation(ctx, input.identity);
    return { vendor, model, which: sql`s.id = ${id}::uuid` };
  }
  const { vendor, model = null } = input;
  return { vendor, model, which: ofKind(vendor, model) };
}

const reported = ({ characteristics, looked: _, ...row }: Columns & { looked: number }): ReportedVariable => ({
  ...row,
  dataType: characteristics?.dataType ?? null,
  unit: characteristics?.unit ?? null,
  minLimit: characteristics?.minLimit ?? null,
  maxLimit: characteristics?.maxLimit ?? null,
  valuesList: characteristics?.valuesList?.split(",").map((value) => value.trim()) ?? null,
});

export type Kind = { vendor: string; model: string | null; stationCount: number };

/** The vendors and models there are, as the stations said at their boot: who writes a template chooses among them. */
export const listKinds = (ctx: Context): Promise<Kind[]> =>
  rowsOf<Kind>(
    ctx,
    sql`select min(btrim(vendor)) as vendor, min(btrim(model)) as model, count(*)::int as "stationCount"
        from stations where removed_at is null and btrim(vendor) <> ''
        group by lower(btrim(vendor)), lower(btrim(model)) order by lower(btrim(min(vendor))), lower(btrim(min(model))) limit 200`,
  );
