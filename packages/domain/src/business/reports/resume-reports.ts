import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { rowsOf } from "../page";
import { getTenant } from "../tenants";

/** An announcement that was lost between the commit and the queue is made again after this. */
const unheardAfterSeconds = 30;
/** A maker tells its progress every second; one that says nothing for so long is gone, and the queue has given it up. */
const silentAfterSeconds = 600;

/** Puts reports back into the queue that never got there, and fails those whose maker is gone for good. */
export async function resumeReports(ctx: Context): Promise<{ resumed: number; failed: number }> {
  const at = ctx.now.toISOString();
  const unheard = await rowsOf<{ id: string }>(
    ctx,
    sql`select id from reports where status = 'queued' and created_at < ${at}::timestamptz - make_interval(secs => ${unheardAfterSeconds}) order by id limit 100`,
  );
  if (unheard.length > 0) {
    const { id: tenantId } = await getTenant(ctx);
    for (const { id } of unheard) ctx.enqueue({ queue: "reports", tenantId, reportId: id });
  }
  const failed = await rowsOf<{ id: string }>(
    ctx,
    sql`update reports set status = 'failed', finished_at = ${at}, error = 'The report broke off before it was complete. Ask for it again.'
        where status = 'running' and progress_at < ${at}::timestamptz - make_interval(secs => ${silentAfterSeconds}) returning id`,
  );
  for (const { id } of failed) ctx.changed({ kind: "report", id });
  return { resumed: unheard.length, failed: failed.length };
}
