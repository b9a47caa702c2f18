import { z } from "zod";
import { defineCommand, InvalidError, nextNumber, settleReport } from "../../kernel";
import { limitsOf } from "../provisioning";
import { componentName, toComponent, toVariable, variableName } from "./monitored-variable";
import { replaceMonitors } from "./monitors";

/** N02: the answer says whether a report will come; the report itself comes in parts, by requestId. */
export const getMonitoringReport = defineCommand("GetMonitoringReport", {
  input: z.object({
    criteria: z
      .array(z.enum(["ThresholdMonitoring", "DeltaMonitoring", "PeriodicMonitoring"]))
      .max(3)
      .optional(),
    variables: z.array(z.object({ component: componentName, variable: variableName.optional() })).optional(),
  }),

  async build(ctx, stationId, { criteria = [], variables = [] }) {
    const most = (await limitsOf(ctx, stationId)).items.GetReport;
    // N02.FR.07
    if (most !== undefined && variables.length > most)
      throw new InvalidError(`This station takes at most ${most} variables in one question.`, "variables");
    const componentVariable = variables.map(({ component, variable }) => ({
      component: toComponent(component),
      ...(variable ? { variable: toVariable(variable) } : {}),
    }));
    // N02.FR.11: all is asked for by leaving out, never by an empty list.
    return {
      requestId: await nextNumber(ctx, stationId),
      ...(criteria.length > 0 ? { monitoringCriteria: criteria } : {}),
      ...(componentVariable.length > 0 ? { componentVariable } : {}),
    };
  },

  async settle(ctx, command, outcome) {
    await settleReport(ctx, command, "NotifyMonitoringReport", outcome);
    // N02.FR.10: there is nothing of what was asked about, and that is an answer too.
    if (outcome.kind === "answered" && outcome.response.status === "EmptyResultSet") {
      await replaceMonitors(ctx, command.stationId, command.request, []);
      ctx.changed({ kind: "room", id: "diagnostics", stationId: command.stationId });
    }
  },
});
