import { type reports, sql } from "@stationmaster/db";
import { z } from "zod";
import { type Context, NotFoundError } from "../../kernel";
import { momentOf, rowsOf } from "../page";

export type ReportStatus = (typeof reports.$inferSelect)["status"];

export type Report = {
  id: string;
  kind: "transactions";
  status: ReportStatus;
  /** 0 to 1. */
  progress: number;
  rowCount: number | null;
  sizeBytes: number | null;
  /** Sessions that began in this time: `from` included, `to` not. */
  from: Date;
  to: Date;
  siteId: string | null;
  siteName: string | null;
  timeZone: string | null;
  requestedBy: string;
  createdAt: Date;
  finishedAt: Date | null;
  error: string | null;
};

/** What was asked for, as the row keeps it. */
export const parameters = z.object({
  from: z.coerce.date(),
  to: z.coerce.date(),
  siteId: z.string().optional(),
  timeZone: z.string().optional(),
});
export type ReportParameters = z.output<typeof parameters>;

type Columns = Omit<
  Report,
  "from" | "to" | "timeZone" | "siteId" | "createdAt" | "finishedAt" | "progress" | "sizeBytes"
> & {
  parameters: unknown;
  progressPercent: number;
  sizeBytes: string | null;
  createdAt: string;
  finishedAt: string | null;
};

/** Newest first, from `before` on; the ids are in the order of asking. */
export async function reportRows(
  ctx: Context,
  { before, limit }: { before: string | null; limit: number },
): Promise<Report[]> {
  const rows = await rowsOf<Columns>(
    ctx,
    sql`select ${columns} where ${before ? sql`r.id < ${before}::uuid` : sql`true`} order by r.id desc limit ${limit}`,
  );
  return rows.map(reportOf);
}

export async function getReport(ctx: Context, id: string): Promise<Report> {
  const rows = await rowsOf<Columns>(ctx, sql`select ${columns} where r.id = ${id}::uuid`);
  if (!rows[0]) throw new NotFoundError("report", id);
  return reportOf(rows[0]);
}

const columns = sql`
  r.id, r.kind, r.status, r.parameters, r.progress_percent as "progressPercent", r.row_count as "rowCount", r.size_bytes as "sizeBytes",
  site.name as "siteName", r.requested_by ->> 'name' as "requestedBy", r.created_at as "createdAt", r.finished_at as "finishedAt", r.error
  from reports r left join sites site on site.id = (r.parameters ->> 'siteId')::uuid`;

function reportOf({ parameters: kept, progressPercent, sizeBytes, createdAt, finishedAt, ...row }: Columns): Report {
  const { from, to, siteId = null, timeZone = null } = parameters.parse(kept);
  return {
    ...row,
    ...{ from, to, siteId, timeZone },
    progress: progressPercent / 100,
    sizeBytes: sizeBytes === null ? null : Number(sizeBytes),
    createdAt: momentOf(createdAt),
    finishedAt: momentOf(finishedAt),
  };
}
