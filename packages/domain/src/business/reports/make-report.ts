import type { FileStore } from "@stationmaster/files";
import type { Payload } from "@stationmaster/jobs";
import { type Context, inTenant, type Outlets, systemActor } from "../../kernel";
import { getTenant } from "../tenants";
import { localTime } from "./local-time";
import { beginReport, finishReport, noteProgress, ReportStopped } from "./maker-steps";
import { countSessions, type Place, readSessions, type SessionPage } from "./read-sessions";
import type { ReportParameters } from "./report";
import { fileNameOf } from "./report-file";
import { sessionHeading, sessionLine } from "./session-line";

const progressEveryMs = 1_000;

export type ReportJob = Payload<"reports">;

/**
 * Makes the file of a report, page by page, so that a million rows take no more memory than a thousand. May be run again
 * whenever it broke off: the file is there whole or not at all, and what is finished or withdrawn stays so.
 */
export async function makeReport(outlets: Outlets, files: FileStore, job: ReportJob): Promise<"done" | "stopped"> {
  const parameters = await beginReport(outlets, job);
  if (!parameters) return "stopped";
  const key = { tenantId: job.tenantId, name: fileNameOf(job.reportId) };
  const written = { rows: 0 };
  try {
    const { bytes } = await files.put(key, sessionLines(outlets, job, parameters, written));
    const status = await finishReport(outlets, job, { fileKey: key.name, sizeBytes: bytes, rowCount: written.rows });
    if (status === "done") return "done";
    // Withdrawn between the last row and now.
    await files.delete(key);
    return "stopped";
  } catch (error) {
    if (error instanceof ReportStopped) return "stopped";
    throw error;
  }
}

async function* sessionLines(
  outlets: Outlets,
  job: ReportJob,
  parameters: ReportParameters,
  written: { rows: number },
): AsyncGenerator<string> {
  const within = <T>(work: (ctx: Context) => Promise<T>) => inTenant(outlets, job.tenantId, systemActor, work);
  const { total, tenantZone } = await within(async (ctx) => ({
    total: await countSessions(ctx, parameters),
    tenantZone: (await getTenant(ctx)).timeZone,
  }));
  const writeTime = localTime();
  const clock = () => (outlets.now?.() ?? new Date()).getTime();
  let toldAt = clock();
  yield sessionHeading;
  let after: Place | null = null;
  do {
    const place: Place | null = after;
    const page: SessionPage = await within((ctx) => readSessions(ctx, parameters, place));
    yield page.sessions
      .map((session) => sessionLine(session, parameters.timeZone ?? session.siteTimeZone ?? tenantZone, writeTime))
      .join("");
    written.rows += page.sessions.length;
    after = page.next;
    if (clock() - toldAt < progressEveryMs) continue;
    await noteProgress(outlets, job, (100 * written.rows) / Math.max(total, 1));
    toldAt = clock();
  } while (after);
}
