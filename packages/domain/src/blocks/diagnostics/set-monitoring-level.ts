import { z } from "zod";
import { defineCommand } from "../../kernel";
import { noteMonitoring } from "./monitors";

/** N05: events as severe as this, or more (0 danger to 9 debug), are reported. */
export const setMonitoringLevel = defineCommand("SetMonitoringLevel", {
  input: z.object({ severity: z.int().min(0).max(9) }),
  mayRepeat: true,

  async build(_ctx, _stationId, { severity }) {
    return { severity };
  },

  async settle(ctx, { stationId, request: { severity } }, outcome) {
    if (outcome.kind !== "answered" || outcome.response.status !== "Accepted") return;
    await noteMonitoring(ctx, stationId, { level: severity, levelAt: ctx.now });
    ctx.changed({ kind: "room", id: "diagnostics", stationId });
  },
});
