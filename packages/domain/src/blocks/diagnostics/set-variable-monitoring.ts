import { and, deviceVariables, eq, inArray, variableMonitors } from "@stationmaster/db";
import type { Req, Res } from "@stationmaster/ocpp";
import { z } from "zod";
import { ConflictError, type Context, defineCommand } from "../../kernel";
import { splitItems, variableKey } from "../provisioning";
import { componentName, toComponent, toVariable, variableName } from "./monitored-variable";
import { nameOf, saveMonitors } from "./monitors";

type Item = Req<"SetVariableMonitoring">["setMonitoringData"][number];
type Result = Res<"SetVariableMonitoring">["setMonitoringResult"][number];

const monitor = z.object({
  /** Of a monitor to be replaced. */
  id: z.int().min(0).optional(),
  component: componentName,
  variable: variableName,
  type: z.enum(["UpperThreshold", "LowerThreshold", "Delta", "Periodic", "PeriodicClockAligned"]),
  value: z.number(),
  severity: z.int().min(0).max(9),
  duringTransaction: z.boolean().default(false),
});

/** N04: one result a monitor; the number the station gives it is how it is known from then on. */
export const setVariableMonitoring = defineCommand("SetVariableMonitoring", {
  input: z.object({ monitors: z.array(monitor).min(1).max(1_000) }),

  async build(ctx, stationId, { monitors }) {
    const setMonitoringData = monitors.map(
      ({ id, component, variable, type, value, severity, duringTransaction }): Item => ({
        ...(id === undefined ? {} : { id }),
        ...{ component: toComponent(component), variable: toVariable(variable), type, value, severity },
        ...(duringTransaction ? { transaction: true } : {}),
      }),
    );
    await refuseOtherVariable(ctx, stationId, setMonitoringData);
    const words = await variablesOfWords(ctx, stationId, setMonitoringData);
    return {
      setMonitoringData: setMonitoringData.map((item) =>
        // N04.FR.17: words have no distance; any change is one.
        item.type === "Delta" && words.has(nameOf(item).key) ? { ...item, value: 1 } : item,
      ),
    };
  },

  // N04.FR.09
  split: ({ setMonitoringData }, limits) =>
    splitItems(
      setMonitoringData,
      (items) => ({ setMonitoringData: items }),
      limits.items.SetVariableMonitoring,
      limits.bytes.SetVariableMonitoring,
    ),

  join: (responses) => ({ setMonitoringResult: responses.flatMap(({ setMonitoringResult }) => setMonitoringResult) }),

  async settle(ctx, { stationId, request }, outcome) {
    if (outcome.kind !== "answered") return;
    const accepted = outcome.response.setMonitoringResult.flatMap((result) => {
      const item = request.setMonitoringData.find((asked) => monitorKey(asked) === monitorKey(result));
      if (result.status !== "Accepted" || result.id === undefined || !item) return [];
      const values = { type: item.type, value: item.value, severity: item.severity };
      const rest = { isTransaction: item.transaction ?? false, origin: "set" as const, knownAt: ctx.now };
      return [{ stationId, monitorId: result.id, ...nameOf(item), ...values, ...rest }];
    });
    await saveMonitors(ctx, [...new Map(accepted.map((values) => [values.monitorId, values])).values()]);
    ctx.changed({ kind: "room", id: "diagnostics", stationId });
  },
});

/** A result is found by what it names, not by its place. */
const monitorKey = (item: Item | Result) =>
  `${variableKey(item.component, item.variable)}|${item.type}|${item.severity}`;

/** N04.FR.16: a number may only be given again to a monitor of the same variable. */
async function refuseOtherVariable(ctx: Context, stationId: string, items: Item[]): Promise<void> {
  const ids = items.flatMap(({ id }) => id ?? []);
  if (ids.length === 0) return;
  const known = await ctx.db
    .select({ monitorId: variableMonitors.monitorId, key: variableMonitors.key })
    .from(variableMonitors)
    .where(and(eq(variableMonitors.stationId, stationId), inArray(variableMonitors.monitorId, ids)));
  for (const { monitorId, key } of known) {
    if (items.some((item) => item.id === monitorId && nameOf(item).key !== key))
      throw new ConflictError(`Monitor ${monitorId} watches another variable.`, "monitors");
  }
}

/** Of the variables asked about, those whose values are no numbers, as far as the device model says. */
async function variablesOfWords(ctx: Context, stationId: string, items: Item[]): Promise<Set<string>> {
  const keys = items.filter(({ type }) => type === "Delta").map((item) => nameOf(item).key);
  if (keys.length === 0) return new Set();
  const rows = await ctx.db
    .select({ key: deviceVariables.key, characteristics: deviceVariables.characteristics })
    .from(deviceVariables)
    .where(and(eq(deviceVariables.stationId, stationId), inArray(deviceVariables.key, keys)));
  return new Set(
    rows.flatMap(({ key, characteristics }) => {
      const dataType = (characteristics as { dataType?: string } | null)?.dataType;
      return dataType && !["decimal", "integer"].includes(dataType) ? [key] : [];
    }),
  );
}
