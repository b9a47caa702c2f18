import { defineCommand, settleReport } from "../../kernel";

/** B08: as B07, for the variables named. */
export const getReport = defineCommand("GetReport", {
  settle: (ctx, command, outcome) => settleReport(ctx, command, "NotifyReport", outcome),
});
