import { eq, firmwareJobs } from "@stationmaster/db";
import { observeCommand, type StationContext } from "../../kernel";
import {
  isLastWord,
  isSettled,
  jobOfRequest,
  type Kind,
  newestUnderWay,
  newJob,
  noteStep,
  stepFirmware,
} from "./firmware-job";

type Told = { status: string; requestId: number | undefined; location?: string[] | undefined };

/** Without a number it is about what is under way; with one that we never gave, it is kept as its own. */
export async function noteStatus(
  ctx: StationContext,
  kind: Kind,
  { status, requestId, location }: Told,
): Promise<void> {
  const stationId = ctx.station.id;
  const job =
    requestId === undefined
      ? await newestUnderWay(ctx, stationId, kind)
      : await jobOfRequest(ctx, stationId, kind, requestId);
  // L01.FR.25: a station that does nothing says so when it is asked; there is nothing to keep.
  if (!job && requestId === undefined && status === "Idle") return;
  const facts = location ? { publishedAt: location } : {};
  if (!job) await newJob(ctx, { stationId, kind, requestId: requestId ?? null, status, ...facts });
  else if (isSettled(job)) await noteStep(ctx, job, status);
  else {
    await stepFirmware(ctx, eq(firmwareJobs.id, job.id), status, facts);
    if (job.commandId && isLastWord(status)) await observeCommand(ctx, job.commandId, { status });
  }
  ctx.changed({ kind: "room", id: "firmware", stationId });
}
