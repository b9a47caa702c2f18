import type { Res } from "@stationmaster/ocpp";
import { defineCommand, settleReport } from "../../kernel";
import { splitItems } from "./limits";

type Answer = Res<"GetReport">;

/** Of several answers the one that says most of what is to be expected: a refusal, then that something comes. */
const weight: Record<Answer["status"], number> = { Rejected: 3, NotSupported: 2, Accepted: 1, EmptyResultSet: 0 };

/** B08: as B07, for the variables named; all parts under the one number, whose answers are one report. */
export const getReport = defineCommand("GetReport", {
  split: ({ componentVariable, ...request }, limits) =>
    componentVariable
      ? splitItems(
          componentVariable,
          (items) => ({ ...request, componentVariable: items as typeof componentVariable }),
          limits.items.GetReport,
          limits.bytes.GetReport,
        )
      : [request],

  join: (responses) => responses.toSorted((a, b) => weight[b.status] - weight[a.status])[0]!,

  settle: (ctx, command, outcome) => settleReport(ctx, command, "NotifyReport", outcome),
});
