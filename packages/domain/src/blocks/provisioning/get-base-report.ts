import { z } from "zod";
import { defineCommand, nextNumber, settleReport } from "../../kernel";

/** B07: the answer says whether a report will come; the report itself comes in parts, by requestId. */
export const getBaseReport = defineCommand("GetBaseReport", {
  input: z.object({ reportBase: z.enum(["ConfigurationInventory", "FullInventory", "SummaryInventory"]) }),

  async build(ctx, stationId, { reportBase }) {
    return { requestId: await nextNumber(ctx, stationId), reportBase };
  },

  settle: (ctx, command, outcome) => settleReport(ctx, command, "NotifyReport", outcome),
});
