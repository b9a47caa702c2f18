import { and, asc, connectors, deviceVariables, eq, evses, gt, inArray, sql } from "@stationmaster/db";
import type { Req, Res } from "@stationmaster/ocpp";
import { type Context, isSecretVariable } from "../../kernel";
import { countDrift } from "./drift";

export type ReportData = NonNullable<Req<"NotifyReport">["reportData"]>[number];
type Component = ReportData["component"];
type Variable = ReportData["variable"];
type Attribute = {
  type: string;
  value?: string | undefined;
  mutability?: string | undefined;
  persistent?: boolean | undefined;
  constant?: boolean | undefined;
};

/** Names compare without case; instance and EVSE are part of the name. */
export const variableKey = ({ name, instance, evse }: Component, variable: Variable): string =>
  [name, instance ?? "", evse?.id ?? "", evse?.connectorId ?? "", variable.name, variable.instance ?? ""]
    .join("|")
    .toLowerCase();

const rowOf = (
  stationId: string,
  reportedAt: Date,
  component: Component,
  variable: Variable,
  attribute: Attribute,
) => ({
  station: stationId,
  key: variableKey(component, variable),
  attribute: attribute.type,
  component: component.name,
  instance: component.instance ?? null,
  evse: component.evse?.id ?? null,
  connector: component.evse?.connectorId ?? null,
  variable: variable.name,
  variable_instance: variable.instance ?? null,
  value: keptValue(variable, attribute.value ?? null),
  mutability: attribute.mutability ?? null,
  persistent: attribute.persistent ?? null,
  constant: attribute.constant ?? null,
  characteristics: null as unknown,
  at: reportedAt.toISOString(),
});

/** A01.FR.09: a password is write-only; a station that tells it all the same, or a vendor's own, is not quoted. */
const keptValue = ({ name }: Variable, value: string | null) => (isSecretVariable(name) ? null : value);

/** A report as rows: one an attribute; the last word on a variable counts. */
export function rowsOfReport(stationId: string, reportedAt: Date, report: ReportData[]) {
  const rows = new Map<string, ReturnType<typeof rowOf>>();
  for (const { component, variable, variableAttribute, variableCharacteristics } of report) {
    for (const attribute of variableAttribute) {
      const type = attribute.type ?? "Actual";
      const row = rowOf(stationId, reportedAt, component, variable, { ...attribute, type });
      rows.set(`${row.key}|${type}`, { ...row, characteristics: variableCharacteristics ?? null });
    }
  }
  return [...rows.values()];
}

/** Makes room for the whole model anew. What was waiting for a reboot before waits on: call what is answered once all is written. */
export async function beginModel(ctx: Context, stationId: string): Promise<() => Promise<void>> {
  const { key, attributeType } = deviceVariables;
  const mine = eq(deviceVariables.stationId, stationId);
  const waiting = await ctx.db
    .select({ key, attributeType })
    .from(deviceVariables)
    .where(and(mine, eq(deviceVariables.rebootRequired, true)));
  await ctx.db.delete(deviceVariables).where(mine);
  return async () => {
    for (const row of waiting)
      await ctx.db
        .update(deviceVariables)
        .set({ rebootRequired: true })
        .where(and(mine, eq(key, row.key), eq(attributeType, row.attributeType)));
  };
}

/** Writes what a report says in one statement. A value that is not told (write-only) stays unknown. */
export async function saveReport(
  ctx: Context,
  stationId: string,
  rows: ReturnType<typeof rowsOfReport>,
): Promise<void> {
  await ctx.db.execute(sql`
    insert into device_variables as v (station_id, key, attribute_type, component, component_instance, evse_id, connector_id, variable, variable_instance,
      value, mutability, persistent, constant, characteristics, reported_at)
    select station, key, attribute, component, instance, evse, connector, variable, variable_instance, value, mutability, persistent, constant, characteristics, at
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(station uuid, key text, attribute text, component text, instance text, evse int,
      connector int, variable text, variable_instance text, value text, mutability text, persistent boolean, constant boolean, characteristics jsonb, at timestamptz)
    on conflict (tenant_id, station_id, key, attribute_type) do update set value = excluded.value, mutability = excluded.mutability,
      persistent = excluded.persistent, constant = excluded.constant, characteristics = coalesce(excluded.characteristics, v.characteristics),
      reported_at = excluded.reported_at`);
  await announceHardware(ctx, stationId, rows);
}

/** EVSEs and connectors that the device model tells of, with the type of plug. */
async function announceHardware(ctx: Context, stationId: string, rows: ReturnType<typeof rowsOfReport>): Promise<void> {
  const evseIds = new Set(rows.flatMap(({ evse }) => (evse !== null && evse > 0 ? [evse] : [])));
  if (evseIds.size > 0) {
    await ctx.db
      .insert(evses)
      .values([...evseIds].map((evseId) => ({ stationId, evseId, origin: "reported" as const })))
      .onConflictDoNothing();
  }
  for (const row of rows) {
    if (
      row.component.toLowerCase() !== "connector" ||
      row.variable.toLowerCase() !== "connectortype" ||
      row.attribute !== "Actual"
    )
      continue;
    if (row.evse === null || row.connector === null) continue;
    await ctx.db
      .insert(connectors)
      .values({ stationId, evseId: row.evse, connectorId: row.connector, origin: "reported", type: row.value })
      .onConflictDoUpdate({
        target: [connectors.tenantId, connectors.stationId, connectors.evseId, connectors.connectorId],
        set: { type: row.value },
      });
  }
}

/** The values a station told one by one (B06). */
export async function saveGotVariables(
  ctx: Context,
  stationId: string,
  results: Res<"GetVariables">["getVariableResult"],
): Promise<void> {
  await saveValues(
    ctx,
    stationId,
    results
      .filter(({ attributeStatus }) => attributeStatus === "Accepted")
      .map(({ attributeValue = "", ...names }) => ({ ...names, value: attributeValue })),
  );
}

type ToldValue = {
  component: Component;
  variable: Variable;
  attributeType?: string | undefined;
  value: string;
  /** Of a value that it took. One that it only told says nothing of a reboot that another waits for. */
  rebootRequired?: boolean | undefined;
};

/** Values told, or taken, one by one: in one statement, the last word on a variable counts. */
export async function saveValues(ctx: Context, stationId: string, values: ToldValue[]): Promise<void> {
  const rows = new Map<string, typeof deviceVariables.$inferInsert>();
  for (const { component, variable, attributeType = "Actual", value, rebootRequired = false } of values) {
    const key = variableKey(component, variable);
    rows.set(`${key}|${attributeType}`, {
      ...{ stationId, key, attributeType, component: component.name, componentInstance: component.instance ?? null },
      ...{ evseId: component.evse?.id ?? null, connectorId: component.evse?.connectorId ?? null },
      ...{ variable: variable.name, variableInstance: variable.instance ?? null },
      ...{ value: keptValue(variable, value), rebootRequired, reportedAt: ctx.now },
    });
  }
  if (rows.size > 0)
    await ctx.db
      .insert(deviceVariables)
      .values([...rows.values()])
      .onConflictDoUpdate({
        target: [
          ...[deviceVariables.tenantId, deviceVariables.stationId, deviceVariables.key, deviceVariables.attributeType],
        ],
        set: {
          value: sql`excluded.value`,
          ...(values.some(({ rebootRequired }) => rebootRequired !== undefined)
            ? { rebootRequired: sql`excluded.reboot_required` }
            : {}),
          reportedAt: sql`excluded.reported_at`,
        },
      });
  await countDrift(ctx, [stationId]);
}

/** The device model as last told, by name; `after` is the key and attribute of the last row of the page before. */
export const listVariables = (
  ctx: Context,
  stationId: string,
  { limit, after }: { limit: number; after?: { key: string; attributeType: string } | undefined },
) =>
  ctx.db
    .select()
    .from(deviceVariables)
    .where(
      and(
        eq(deviceVariables.stationId, stationId),
        after
          ? sql`(${gt(deviceVariables.key, after.key)} or (${eq(deviceVariables.key, after.key)} and ${gt(deviceVariables.attributeType, after.attributeType)}))`
          : undefined,
      ),
    )
    .orderBy(asc(deviceVariables.key), asc(deviceVariables.attributeType))
    .limit(limit);

/** What a reboot has put in force. */
export async function forgetRebootRequired(ctx: Context, stationId: string): Promise<boolean> {
  const waited = await ctx.db
    .update(deviceVariables)
    .set({ rebootRequired: false })
    .where(and(eq(deviceVariables.stationId, stationId), eq(deviceVariables.rebootRequired, true)))
    .returning({ key: deviceVariables.key })
    .prepare("reboot required no more")
    .execute();
  return waited.length > 0;
}

/** The values of a few variables by key, for the product's own rules. */
export async function readVariables(ctx: Context, stationId: string, keys: string[]): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ key: deviceVariables.key, value: deviceVariables.value })
    .from(deviceVariables)
    .where(
      and(
        eq(deviceVariables.stationId, stationId),
        inArray(deviceVariables.key, keys),
        eq(deviceVariables.attributeType, "Actual"),
      ),
    );
  return new Map(rows.flatMap(({ key, value }) => (value === null ? [] : [[key, value] as const])));
}
