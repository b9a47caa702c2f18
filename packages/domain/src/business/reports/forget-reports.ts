import { inArray, reports, sql } from "@stationmaster/db";
import type { FileStore } from "@stationmaster/files";
import { inTenant, type Outlets, systemActor } from "../../kernel";
import { rowsOf } from "../page";

const atOnce = 500;

/** Takes away reports that ended so many days ago, with their files. The file goes first: a row without one is found again, a file without a row never. */
export async function forgetReports(
  outlets: Outlets,
  files: FileStore,
  tenantId: string,
  keepDays: number,
): Promise<number> {
  const inside = <T>(work: Parameters<typeof inTenant<T>>[3]) => inTenant<T>(outlets, tenantId, systemActor, work);
  let forgotten = 0;
  for (;;) {
    const old = await inside((ctx) =>
      rowsOf<{ id: string; fileKey: string | null }>(
        ctx,
        sql`select id, file_key as "fileKey" from reports
            where finished_at < ${ctx.now.toISOString()}::timestamptz - make_interval(days => ${keepDays}) order by id limit ${atOnce}`,
      ),
    );
    if (old.length === 0) return forgotten;
    for (const { fileKey } of old) if (fileKey) await files.delete({ tenantId, name: fileKey });
    const ids = old.map(({ id }) => id);
    await inside(async (ctx) => {
      await ctx.db.delete(reports).where(inArray(reports.id, ids));
      for (const id of ids) ctx.changed({ kind: "report", id });
    });
    forgotten += old.length;
  }
}
