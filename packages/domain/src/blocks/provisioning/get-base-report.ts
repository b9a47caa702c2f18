import { z } from "zod";
import { defineCommand, nextNumber, settleReport } from "../../kernel";
import { lookAgain } from "./checklist";
import { noteNoInventory } from "./inventory";

/** B07: the answer says whether a report will come; the report itself comes in parts, by requestId. */
export const getBaseReport = defineCommand("GetBaseReport", {
  input: z.object({ reportBase: z.enum(["ConfigurationInventory", "FullInventory", "SummaryInventory"]) }),

  async build(ctx, stationId, { reportBase }) {
    return { requestId: await nextNumber(ctx, stationId), reportBase };
  },

  async settle(ctx, command, outcome) {
    await settleReport(ctx, command, "NotifyReport", outcome);
    if (command.request.reportBase === "FullInventory") await noteNoInventory(ctx, command.stationId, outcome);
    await lookAgain(ctx, command.stationId);
  },
});
