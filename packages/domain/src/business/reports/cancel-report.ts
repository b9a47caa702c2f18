import { and, eq, inArray, reports } from "@stationmaster/db";
import { ConflictError, type Context } from "../../kernel";
import { getReport, type Report, type ReportStatus } from "./report";

/** Withdraws a report that is not made yet; who is making it stops within a second. */
export async function cancelReport(ctx: Context, id: string): Promise<Report> {
  const [cancelled] = await ctx.db
    .update(reports)
    .set({ status: "cancelled", finishedAt: ctx.now })
    .where(and(eq(reports.id, id), inArray(reports.status, ["queued", "running"])))
    .returning({ id: reports.id });
  const report = await getReport(ctx, id);
  if (!cancelled && report.status !== "cancelled") throw new ConflictError(tooLate[report.status] ?? tooLateAnyhow);
  if (cancelled) ctx.changed({ kind: "report", id });
  return report;
}

const tooLateAnyhow = "The report cannot be cancelled any more.";
const tooLate: Partial<Record<ReportStatus, string>> = {
  done: "The report is made already.",
  failed: "The report has failed already.",
};
