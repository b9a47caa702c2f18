import { defineCommand, expectReport, reportRefused } from "../../kernel";

/** B08: as B07, for the variables named. */
export const getReport = defineCommand("GetReport", {
  async settle(ctx, command, outcome) {
    if (outcome.kind === "answered" && outcome.response.status === "Accepted")
      await expectReport(ctx, command, "NotifyReport");
    else await reportRefused(ctx, command, "NotifyReport");
  },
});
