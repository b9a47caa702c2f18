import { z } from "zod";
import { defineCommand, expectReport, nextNumber, reportRefused } from "../../kernel";

/** B07: the answer says whether a report will come; the report itself comes in parts, by requestId. */
export const getBaseReport = defineCommand("GetBaseReport", {
  input: z.object({ reportBase: z.enum(["ConfigurationInventory", "FullInventory", "SummaryInventory"]) }),

  async build(ctx, stationId, { reportBase }) {
    return { requestId: await nextNumber(ctx, stationId), reportBase };
  },

  async settle(ctx, command, outcome) {
    if (outcome.kind === "answered" && outcome.response.status === "Accepted")
      await expectReport(ctx, command, "NotifyReport");
    else await reportRefused(ctx, command, "NotifyReport");
  },
});
