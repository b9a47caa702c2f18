import { and, eq, inArray, variableMonitors } from "@stationmaster/db";
import { z } from "zod";
import { defineCommand } from "../../kernel";
import { splitItems } from "../provisioning";

/** N06: one result a monitor. What the station does not know is gone for us as well. */
export const clearVariableMonitoring = defineCommand("ClearVariableMonitoring", {
  input: z.object({ ids: z.array(z.int()).min(1).max(10_000) }),
  mayRepeat: true,

  async build(_ctx, _stationId, { ids }) {
    return { id: [...new Set(ids)] };
  },

  // N06.FR.04
  split: ({ id }, limits) =>
    splitItems(id, (ids) => ({ id: ids }), limits.items.ClearVariableMonitoring, limits.bytes.ClearVariableMonitoring),

  join: (responses) => ({
    clearMonitoringResult: responses.flatMap(({ clearMonitoringResult }) => clearMonitoringResult),
  }),

  async settle(ctx, { stationId, request }, outcome) {
    if (outcome.kind !== "answered") return;
    const gone = outcome.response.clearMonitoringResult.flatMap(({ id, status }) =>
      status !== "Rejected" && request.id.includes(id) ? [id] : [],
    );
    if (gone.length > 0)
      await ctx.db
        .delete(variableMonitors)
        .where(and(eq(variableMonitors.stationId, stationId), inArray(variableMonitors.monitorId, gone)));
    ctx.changed({ kind: "room", id: "diagnostics", stationId });
  },
});
