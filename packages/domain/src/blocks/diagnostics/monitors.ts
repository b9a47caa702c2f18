import { and, eq, inArray, type SQL, sql, stationMonitoring, variableMonitors } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import type { Context } from "../../kernel";
import { variableKey } from "../provisioning";

export type Monitor = NonNullable<Req<"NotifyMonitoringReport">["monitor"]>[number];
type Asked = Pick<Req<"GetMonitoringReport">, "monitoringCriteria" | "componentVariable">;
type MonitorValues = Omit<typeof variableMonitors.$inferInsert, "tenantId">;

const typesOf = {
  ThresholdMonitoring: ["UpperThreshold", "LowerThreshold"],
  DeltaMonitoring: ["Delta"],
  PeriodicMonitoring: ["Periodic", "PeriodicClockAligned"],
} as const;

/** Puts what was reported in the place of all that was asked about: what is not reported is no longer there. */
export async function replaceMonitors(
  ctx: Context,
  stationId: string,
  asked: Asked,
  reported: Monitor[],
): Promise<number> {
  const ours = await takeAway(ctx, stationId, scopeOf(asked));
  const count = await saveReported(ctx, stationId, reported, ours);
  if (!asked.monitoringCriteria && !asked.componentVariable)
    await noteMonitoring(ctx, stationId, { reportedAt: ctx.now, staleSince: null });
  return count;
}

/** A report nobody asked for speaks of the variables it names, and of no others. */
export async function replaceMonitorsOfVariables(
  ctx: Context,
  stationId: string,
  reported: Monitor[],
): Promise<number> {
  const keys = [...new Set(reported.map(({ component, variable }) => variableKey(component, variable)))];
  const ours =
    keys.length > 0 ? await takeAway(ctx, stationId, inArray(variableMonitors.key, keys)) : new Set<string>();
  return saveReported(ctx, stationId, reported, ours);
}

/** Deletes monitors; answers those that were set by us, so that they stay ours when they are reported again. */
async function takeAway(ctx: Context, stationId: string, which: SQL | undefined): Promise<Set<string>> {
  const gone = await ctx.db
    .delete(variableMonitors)
    .where(and(eq(variableMonitors.stationId, stationId), which))
    .returning();
  return new Set(gone.filter(({ origin }) => origin === "set").map(sameMonitor));
}

const sameMonitor = ({ monitorId, key, type }: Pick<MonitorValues, "monitorId" | "key" | "type">) =>
  `${monitorId} ${type} ${key}`;

async function saveReported(ctx: Context, stationId: string, reported: Monitor[], ours: Set<string>): Promise<number> {
  const monitors = new Map<number, MonitorValues>();
  for (const { component, variable, variableMonitoring } of reported) {
    for (const { id, type, value, severity, transaction } of variableMonitoring) {
      const monitor = { monitorId: id, type, value, severity, ...nameOf({ component, variable }) };
      const origin = ours.has(sameMonitor(monitor)) ? ("set" as const) : ("reported" as const);
      monitors.set(id, { stationId, knownAt: ctx.now, ...monitor, isTransaction: transaction, origin });
    }
  }
  await saveMonitors(ctx, [...monitors.values()]);
  return monitors.size;
}

export const nameOf = ({ component, variable }: Pick<Monitor, "component" | "variable">) => ({
  key: variableKey(component, variable),
  component: component.name,
  componentInstance: component.instance ?? null,
  evseId: component.evse?.id ?? null,
  connectorId: component.evse?.connectorId ?? null,
  variable: variable.name,
  variableInstance: variable.instance ?? null,
});

/** Each monitor under the number the station gave it: unique for the station, so a known number is the same monitor changed. */
export async function saveMonitors(ctx: Context, monitors: MonitorValues[]): Promise<void> {
  for (let from = 0; from < monitors.length; from += 500) {
    await ctx.db
      .insert(variableMonitors)
      .values(monitors.slice(from, from + 500))
      .onConflictDoUpdate({
        target: [variableMonitors.tenantId, variableMonitors.stationId, variableMonitors.monitorId],
        set: excluded,
      });
  }
}

const excluded = Object.fromEntries(
  Object.entries({
    ...{ key: "key", component: "component", componentInstance: "component_instance", evseId: "evse_id" },
    ...{ connectorId: "connector_id", variable: "variable", variableInstance: "variable_instance", type: "type" },
    ...{ value: "value", severity: "severity", isTransaction: "is_transaction", origin: "origin", knownAt: "known_at" },
  }).map(([name, column]) => [name, sql.raw(`excluded.${column}`)]),
);

/** Which monitors a question is about; what it leaves out means all (N02.FR.11, N02.FR.16 to 21). */
function scopeOf({ monitoringCriteria, componentVariable }: Asked): SQL | undefined {
  const types = monitoringCriteria?.flatMap((criterion) => [...typesOf[criterion]]);
  const variables = componentVariable?.map(({ component, variable }) => {
    const { instance, evse } = component;
    return sql`(lower(component) = ${component.name.toLowerCase()}${same("component_instance", instance)}${same("evse_id", evse?.id)}${same("connector_id", evse?.connectorId)}${same("variable", variable?.name)}${same("variable_instance", variable?.instance)})`;
  });
  return and(
    types ? inArray(variableMonitors.type, types) : undefined,
    variables ? sql`(${sql.join(variables, sql` or `)})` : undefined,
  );
}

const same = (column: string, value: string | number | undefined): SQL => {
  if (value === undefined) return sql``;
  return typeof value === "number"
    ? sql` and ${sql.raw(column)} = ${value}`
    : sql` and lower(${sql.raw(column)}) = ${value.toLowerCase()}`;
};

/** What is known of a station's monitoring as a whole. */
export async function noteMonitoring(
  ctx: Context,
  stationId: string,
  facts: Partial<Omit<typeof stationMonitoring.$inferInsert, "tenantId" | "stationId">>,
): Promise<void> {
  await ctx.db
    .insert(stationMonitoring)
    .values({ stationId, ...facts })
    .onConflictDoUpdate({ target: [stationMonitoring.tenantId, stationMonitoring.stationId], set: facts });
}
