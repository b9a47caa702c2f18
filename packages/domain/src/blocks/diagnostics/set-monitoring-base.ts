import { and, eq, variableMonitors } from "@stationmaster/db";
import { z } from "zod";
import { defineCommand } from "../../kernel";
import { noteMonitoring } from "./monitors";

/** N03: all but `All` takes monitors away (N03.FR.04, N03.FR.05): which are left, only a new report tells. */
export const setMonitoringBase = defineCommand("SetMonitoringBase", {
  input: z.object({ monitoringBase: z.enum(["All", "FactoryDefault", "HardWiredOnly"]) }),
  mayRepeat: true,

  async build(_ctx, _stationId, { monitoringBase }) {
    return { monitoringBase };
  },

  async settle(ctx, { stationId, request: { monitoringBase } }, outcome) {
    if (outcome.kind !== "answered" || outcome.response.status !== "Accepted") return;
    if (monitoringBase !== "All")
      await ctx.db
        .delete(variableMonitors)
        .where(and(eq(variableMonitors.stationId, stationId), eq(variableMonitors.origin, "set")));
    await noteMonitoring(ctx, stationId, { base: monitoringBase, baseAt: ctx.now, staleSince: ctx.now });
    ctx.changed({ kind: "room", id: "diagnostics", stationId });
  },
});
