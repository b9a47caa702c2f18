import { type SQL, sql } from "@stationmaster/db";
import { type Context, inTenant, type Outlets, systemActor } from "../../kernel";
import { rowsOf } from "../page";
import type { ReportJob } from "./make-report";
import { parameters, type ReportParameters, type ReportStatus } from "./report";

/** Somebody withdrew it, or another maker finished it: no error, just nothing more to do. */
export class ReportStopped extends Error {
  override readonly name = "ReportStopped";
}

/** What to make; nothing when it is finished or withdrawn already. */
export const beginReport = (outlets: Outlets, job: ReportJob): Promise<ReportParameters | undefined> =>
  step<ReportParameters | undefined>(outlets, job, async (ctx) => {
    const kept = await updateUnfinished(
      ctx,
      job,
      sql`status = 'running', progress_percent = 0, error = null, progress_at = ${ctx.now.toISOString()}`,
    );
    return kept === undefined ? undefined : parameters.parse(kept);
  });

export const noteProgress = (outlets: Outlets, job: ReportJob, percent: number): Promise<void> =>
  step(outlets, job, async (ctx) => {
    // What is written is not done yet: the file has no name until the end.
    const shown = Math.min(99, Math.floor(percent));
    const kept = await updateUnfinished(
      ctx,
      job,
      sql`progress_percent = ${shown}, progress_at = ${ctx.now.toISOString()}`,
    );
    if (!kept) throw new ReportStopped();
  });

type Finished = { fileKey: string; sizeBytes: number; rowCount: number };

/** Says how the report stands after this: done, by this maker or another, or withdrawn. */
export const finishReport = (
  outlets: Outlets,
  job: ReportJob,
  { fileKey, sizeBytes, rowCount }: Finished,
): Promise<ReportStatus | undefined> =>
  step(outlets, job, async (ctx) => {
    const kept = await updateUnfinished(
      ctx,
      job,
      sql`status = 'done', progress_percent = 100, row_count = ${rowCount}, file_key = ${fileKey}, size_bytes = ${sizeBytes}, finished_at = ${ctx.now.toISOString()}`,
    );
    if (kept) return "done";
    const [row] = await rowsOf<{ status: ReportStatus }>(
      ctx,
      sql`select status from reports where id = ${job.reportId}::uuid`,
    );
    return row?.status;
  });

/** For good: `why` is a sentence for the person who asked. */
export const failReport = (outlets: Outlets, job: ReportJob, why: string): Promise<void> =>
  step(outlets, job, async (ctx) => {
    await updateUnfinished(ctx, job, sql`status = 'failed', error = ${why}, finished_at = ${ctx.now.toISOString()}`);
  });

const step = <T>(outlets: Outlets, { tenantId }: ReportJob, work: (ctx: Context) => Promise<T>) =>
  inTenant(outlets, tenantId, systemActor, work);

/** Its parameters when it was still to be made. */
async function updateUnfinished(ctx: Context, { reportId }: ReportJob, set: SQL): Promise<unknown> {
  const [row] = await rowsOf<{ parameters: unknown }>(
    ctx,
    sql`update reports set ${set} where id = ${reportId}::uuid and status in ('queued', 'running') returning parameters`,
  );
  if (row) ctx.changed({ kind: "report", id: reportId });
  return row?.parameters;
}
