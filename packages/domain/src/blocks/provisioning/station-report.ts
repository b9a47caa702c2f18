import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  inArray,
  sql,
  stationCommands,
  stationReportParts,
  stationReports,
} from "@stationmaster/db";
import { v7 as uuidv7 } from "uuid";
import { type CommandRow, type Context, observeCommand } from "../../kernel";

export type ReportAction = "NotifyReport" | "NotifyMonitoringReport";
export type StationReport = typeof stationReports.$inferSelect;
export type ReportPart = { requestId: number; seqNo: number; isLast: boolean; payload: unknown };

const receiving = (stationId: string, action: ReportAction, requestId: number) =>
  and(
    eq(stationReports.stationId, stationId),
    eq(stationReports.action, action),
    eq(stationReports.requestId, requestId),
    eq(stationReports.status, "receiving"),
  );

/** Ties what will come to the command that asked. The first part may have overtaken the answer. */
export async function expectReport(ctx: Context, command: CommandRow, action: ReportAction): Promise<void> {
  if (command.requestId === null) return;
  const [begun] = await ctx.db
    .update(stationReports)
    .set({ commandId: command.id })
    .where(
      and(
        eq(stationReports.stationId, command.stationId),
        eq(stationReports.action, action),
        eq(stationReports.requestId, command.requestId),
        gt(stationReports.startedAt, command.createdAt),
      ),
    )
    .returning();
  if (begun?.status === "complete") await observeCommand(ctx, command.id, { report: "complete" });
  if (!begun) await begin(ctx, command.stationId, action, command.requestId, command.id);
}

/** The station said that no report follows. */
export async function reportRefused(ctx: Context, command: CommandRow): Promise<void> {
  if (command.requestId === null) return;
  await ctx.db
    .update(stationReports)
    .set({ status: "abandoned" })
    .where(
      and(receiving(command.stationId, "NotifyReport", command.requestId), eq(stationReports.commandId, command.id)),
    );
}

/** Keeps a part; answers the parts in order once every one up to the last is there. A part that comes twice is kept once. */
export async function receivePart(
  ctx: Context,
  stationId: string,
  action: ReportAction,
  part: ReportPart,
): Promise<{ report: StationReport; payloads: unknown[] } | null> {
  const [open] = await ctx.db
    .select()
    .from(stationReports)
    .where(receiving(stationId, action, part.requestId))
    .orderBy(desc(stationReports.startedAt))
    .limit(1)
    .for("update");
  if (!open && (await isRepeated(ctx, stationId, action, part))) return null;
  const report =
    open ?? (await begin(ctx, stationId, action, part.requestId, await askedBy(ctx, stationId, part.requestId)));
  await ctx.db
    .insert(stationReportParts)
    .values({ reportId: report.id, seqNo: part.seqNo, payload: part.payload })
    .onConflictDoNothing();
  const lastSeqNo = part.isLast ? part.seqNo : report.lastSeqNo;
  const [parts] = await ctx.db
    .select({ count: count() })
    .from(stationReportParts)
    .where(eq(stationReportParts.reportId, report.id));
  const isComplete = lastSeqNo !== null && parts!.count === lastSeqNo + 1;
  await ctx.db
    .update(stationReports)
    .set({
      lastSeqNo,
      receivedAt: ctx.now,
      ...(isComplete ? { status: "complete" as const, completedAt: ctx.now } : {}),
    })
    .where(eq(stationReports.id, report.id));
  if (!isComplete) return null;
  const payloads = await ctx.db
    .select({ payload: stationReportParts.payload })
    .from(stationReportParts)
    .where(eq(stationReportParts.reportId, report.id))
    .orderBy(asc(stationReportParts.seqNo));
  // The parts have done their work: what they say is about to be written where it belongs.
  await ctx.db.delete(stationReportParts).where(eq(stationReportParts.reportId, report.id));
  return { report, payloads: payloads.map(({ payload }) => payload) };
}

/** A report ended within the last minutes whose last part comes again is a resend, not a new report. */
async function isRepeated(ctx: Context, stationId: string, action: ReportAction, part: ReportPart): Promise<boolean> {
  const [ended] = await ctx.db
    .select({ lastSeqNo: stationReports.lastSeqNo })
    .from(stationReports)
    .where(
      and(
        eq(stationReports.stationId, stationId),
        eq(stationReports.action, action),
        eq(stationReports.requestId, part.requestId),
        eq(stationReports.status, "complete"),
        sql`${stationReports.completedAt} > ${new Date(ctx.now.getTime() - 300_000).toISOString()}`,
      ),
    )
    .limit(1);
  return ended !== undefined && part.isLast && ended.lastSeqNo === part.seqNo && part.seqNo > 0;
}

async function askedBy(ctx: Context, stationId: string, requestId: number): Promise<string | null> {
  const [command] = await ctx.db
    .select({ id: stationCommands.id })
    .from(stationCommands)
    .where(
      and(
        eq(stationCommands.stationId, stationId),
        eq(stationCommands.requestId, requestId),
        inArray(stationCommands.status, ["sent", "answered", "silent"]),
      ),
    )
    .orderBy(desc(stationCommands.id))
    .limit(1);
  return command?.id ?? null;
}

async function begin(
  ctx: Context,
  stationId: string,
  action: ReportAction,
  requestId: number,
  commandId: string | null,
): Promise<StationReport> {
  const [report] = await ctx.db
    .insert(stationReports)
    .values({ id: uuidv7(), stationId, action, requestId, commandId, startedAt: ctx.now, receivedAt: ctx.now })
    .returning();
  return report!;
}
