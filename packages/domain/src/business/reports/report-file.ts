import { eq, reports } from "@stationmaster/db";
import type { FileKey } from "@stationmaster/files";
import { ConflictError, type Context, NotFoundError } from "../../kernel";
import { getTenant } from "../tenants";
import { localTime } from "./local-time";
import { parameters, type ReportStatus } from "./report";

export type ReportFile = { key: FileKey; fileName: string; contentType: string };

/** Where the file of a finished report lies, and what it is called when somebody saves it. */
export async function reportFile(ctx: Context, id: string): Promise<ReportFile> {
  const [report] = await ctx.db.select().from(reports).where(eq(reports.id, id));
  if (!report) throw new NotFoundError("report", id);
  if (report.status !== "done" || !report.fileKey) throw new ConflictError(noFile[report.status]);
  const tenant = await getTenant(ctx);
  const { from, to, timeZone = tenant.timeZone } = parameters.parse(report.parameters);
  const dayOf = (moment: Date) => localTime()(moment, timeZone).slice(0, 10);
  return {
    key: { tenantId: tenant.id, name: report.fileKey },
    // `to` itself is not part of it: a report of June ends on the 30th.
    fileName: `sessions-${dayOf(from)}-to-${dayOf(new Date(to.getTime() - 1))}.csv`,
    contentType: "text/csv; charset=utf-8; header=present",
  };
}

export const fileNameOf = (reportId: string) => `reports/${reportId}.csv`;

const noFile: Record<ReportStatus, string> = {
  queued: "The report is not made yet.",
  running: "The report is not made yet.",
  cancelled: "The report was cancelled, so there is no file.",
  failed: "The report failed, so there is no file.",
  done: "The report has no file.",
};
