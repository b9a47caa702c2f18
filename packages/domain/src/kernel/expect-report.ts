import { and, eq, gt, or, sql, stationReportParts, stationReports } from "@stationmaster/db";
import type { CommandAction, StationAction } from "@stationmaster/ocpp";
import type { Context } from "./context";
import type { CommandRow } from "./define-command";
import { newId } from "./new-id";
import type { Outcome } from "./outcome";
import { observeCommand } from "./settle-command";

/** The long answers: they come in parts, after the CALLRESULT, and name their question by its requestId. */
export const askedBy = {
  NotifyReport: ["GetBaseReport", "GetReport"],
  NotifyMonitoringReport: ["GetMonitoringReport"],
  NotifyCustomerInformation: ["CustomerInformation"],
  NotifyDisplayMessages: ["GetDisplayMessages"],
  ReportChargingProfiles: ["GetChargingProfiles"],
} as const satisfies Partial<Record<StationAction, readonly CommandAction[]>>;

export type ReportAction = keyof typeof askedBy;
export type StationReport = typeof stationReports.$inferSelect;

/** A report of which nothing has come for so long has broken off, as far as anybody can tell; what comes later still counts. */
export const reportSilenceMs = 120_000;

const hour = 3_600_000;
/** A report of which nothing has come for so long will not go on. */
const givenUpAfterMs = 24 * hour;
/** So many unfinished reports are kept of one station; a station that only begins them cannot fill the tables. */
const mostUnfinished = 20;

/**
 * What the answer to the question says of the report: it will come, or none will. Without an answer nothing is known:
 * the station may have taken the question all the same, and what it then tells is heard.
 */
export async function settleReport(
  ctx: Context,
  command: CommandRow,
  action: ReportAction,
  outcome: Outcome,
): Promise<void> {
  if (command.requestId === null) return;
  if (outcome.kind !== "answered" && outcome.kind !== "refused") return;
  const isComing =
    outcome.kind === "answered" && "status" in outcome.response && outcome.response.status === "Accepted";
  if (isComing) await expectReport(ctx, command, action, command.requestId);
  else
    await abandon(
      ctx,
      sql`station_id = ${command.stationId}::uuid and action = ${action} and request_id = ${command.requestId} and command_id = ${command.id}::uuid`,
    );
}

/** Ties what will come to the command that asked. The first part may have overtaken the answer. */
async function expectReport(ctx: Context, command: CommandRow, action: ReportAction, requestId: number): Promise<void> {
  const [begun] = await ctx.db
    .update(stationReports)
    .set({ commandId: command.id })
    .where(
      and(
        eq(stationReports.stationId, command.stationId),
        eq(stationReports.action, action),
        eq(stationReports.requestId, requestId),
        or(eq(stationReports.commandId, command.id), gt(stationReports.startedAt, command.createdAt)),
      ),
    )
    .returning();
  if (begun?.status === "complete") await observeCommand(ctx, command.id, { report: "complete" });
  if (!begun) await beginReport(ctx, command.stationId, action, requestId, command.id);
}

export async function beginReport(
  ctx: Context,
  stationId: string,
  action: ReportAction,
  requestId: number,
  commandId: string | null,
): Promise<StationReport> {
  await abandonForgotten(ctx, stationId);
  const [report] = await ctx.db
    .insert(stationReports)
    .values({ id: newId(), stationId, action, requestId, commandId, startedAt: ctx.now, receivedAt: ctx.now })
    .returning();
  return report!;
}

export const abandonReport = (ctx: Context, reportId: string) => abandon(ctx, sql`id = ${reportId}::uuid`);

/** Room for the next: what was given up long ago, and the oldest of too many. */
async function abandonForgotten(ctx: Context, stationId: string): Promise<void> {
  const before = new Date(ctx.now.getTime() - givenUpAfterMs).toISOString();
  await abandon(
    ctx,
    sql`station_id = ${stationId}::uuid and (received_at < ${before}::timestamptz or id in (
      select id from station_reports where station_id = ${stationId}::uuid and status = 'receiving'
      order by received_at desc, id desc offset ${mostUnfinished - 1}))`,
  );
}

async function abandon(ctx: Context, which: ReturnType<typeof sql>): Promise<void> {
  const abandoned = await ctx.db
    .update(stationReports)
    .set({ status: "abandoned" })
    // The word is written out: only then is the index of the unfinished ones used.
    .where(sql`status = 'receiving' and ${which}`)
    .returning({ id: stationReports.id });
  for (const { id } of abandoned) await ctx.db.delete(stationReportParts).where(eq(stationReportParts.reportId, id));
}
