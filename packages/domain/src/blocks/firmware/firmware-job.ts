import { and, desc, eq, firmwareJobs, ne, type SQL, sql } from "@stationmaster/db";
import type { Req, Res } from "@stationmaster/ocpp";
import {
  type CommandRow,
  type Context,
  mostSteps,
  newId,
  type Outcome,
  sentNoted,
  stepAdded,
  summarise,
} from "../../kernel";

export type FirmwareJob = typeof firmwareJobs.$inferSelect;
export type Kind = FirmwareJob["kind"];
type Update = Req<"FirmwareStatusNotification">["status"];
type Publication = Req<"PublishFirmwareStatusNotification">["status"];
type Withdrawal = Res<"UnpublishFirmware">["status"];

/** The words after which no other follows; Idle: the station says that it is doing nothing of the kind. */
const lastWords = new Set<string>([
  ...(["Installed", "DownloadFailed", "InvalidSignature", "InstallationFailed"] satisfies Update[]),
  ...(["InstallVerificationFailed", "Idle"] satisfies Update[]),
  ...(["Published", "InvalidChecksum", "PublishFailed"] satisfies Publication[]),
  ...(["Unpublished", "NoFirmware", "DownloadOngoing"] satisfies Withdrawal[]),
  ...["Rejected", "InvalidCertificate", "RevokedCertificate", "AcceptedCanceled"],
  ...["refused", "silent", "expired", "cancelled", "replaced"],
]);
export const isLastWord = (status: string) => lastWords.has(status);

/** What stays said, whatever the station says after it. */
const stays = new Set(["Installed", "AcceptedCanceled", "Unpublished"]);
export const isSettled = ({ status }: FirmwareJob) => stays.has(status);

/** The next step of jobs, kept with its time. The order varies from station to station, and steps may be missing (L01.FR.23). */
export async function stepFirmware(
  ctx: Context,
  which: SQL | undefined,
  status: string,
  facts: Partial<Pick<FirmwareJob, "reason" | "commandId" | "publishedAt">> = {},
): Promise<void> {
  await ctx.db
    .update(firmwareJobs)
    .set({
      ...{ status, statusAt: ctx.now, isOver: isLastWord(status), ...facts },
      steps: stepAdded(status, ctx.now),
    })
    .where(which);
}

/** Something heard that changes nothing any more. */
export const noteStep = (ctx: Context, { id, steps }: FirmwareJob, status: string) =>
  ctx.db
    .update(firmwareJobs)
    .set({ steps: [...steps, { status, at: ctx.now.toISOString() }].slice(0, mostSteps) })
    .where(eq(firmwareJobs.id, id));

/** The job a number means: the one under way before one that still waits, and the newest of those that are over. */
export async function jobOfRequest(
  ctx: Context,
  stationId: string,
  kind: Kind,
  requestId: number,
): Promise<FirmwareJob | null> {
  const [job] = await ctx.db
    .select()
    .from(firmwareJobs)
    .where(
      and(eq(firmwareJobs.stationId, stationId), eq(firmwareJobs.kind, kind), eq(firmwareJobs.requestId, requestId)),
    )
    .orderBy(firmwareJobs.isOver, sql`status = 'requested'`, desc(firmwareJobs.id))
    .limit(1);
  return job ?? null;
}

/** The newest of what a station took and has not brought to its end. */
export async function newestUnderWay(ctx: Context, stationId: string, kind: Kind): Promise<FirmwareJob | null> {
  const [job] = await ctx.db
    .select()
    .from(firmwareJobs)
    .where(underWay(stationId, kind))
    .orderBy(desc(firmwareJobs.id))
    .limit(1);
  return job ?? null;
}

const underWay = (stationId: string, kind: Kind): SQL | undefined =>
  and(
    ...[eq(firmwareJobs.stationId, stationId), eq(firmwareJobs.kind, kind)],
    ...[eq(firmwareJobs.isOver, false), ne(firmwareJobs.status, "requested")],
  );

export const newJob = (
  ctx: Context,
  values: Partial<typeof firmwareJobs.$inferInsert> & { stationId: string; kind: Kind; status: string },
) =>
  ctx.db.insert(firmwareJobs).values({
    ...{ id: newId(), createdAt: ctx.now, statusAt: ctx.now, isOver: isLastWord(values.status) },
    ...{ steps: [{ status: values.status, at: ctx.now.toISOString() }], ...values },
  });

/** The answer to the request that made a job. What was under way gives way where the station says so (L01.FR.24); where it cannot, it goes on (L01.FR.27). */
export async function settleJob(
  ctx: Context,
  command: CommandRow,
  kind: Kind,
  requestId: number,
  outcome: Outcome,
): Promise<void> {
  const { status, reason } = summarise(outcome);
  // Written in one transaction with the command, hence at one moment.
  const [job] = await ctx.db
    .update(firmwareJobs)
    .set({ commandId: command.id, reason, steps: sentNoted(command.sentAt) })
    .where(
      and(
        ...[eq(firmwareJobs.stationId, command.stationId), eq(firmwareJobs.kind, kind)],
        ...[eq(firmwareJobs.requestId, requestId), eq(firmwareJobs.createdAt, command.createdAt)],
      ),
    )
    .returning();
  if (!job) return;
  const isTaken = status === "Accepted" || status === "AcceptedCanceled";
  if (isTaken) {
    const others = and(underWay(command.stationId, kind), ne(firmwareJobs.id, job.id));
    await stepFirmware(ctx, and(others, eq(firmwareJobs.requestId, requestId)), "replaced");
    if (status === "AcceptedCanceled") await stepFirmware(ctx, others, "AcceptedCanceled");
  }
  // The first word of the work may have overtaken the answer.
  if (job.status === "requested") await stepFirmware(ctx, eq(firmwareJobs.id, job.id), isTaken ? "Accepted" : status);
  ctx.changed({ kind: "room", id: "firmware", stationId: command.stationId });
}
