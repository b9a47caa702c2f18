import { and, asc, desc, eq, inArray, stationCommands, stationReportParts, stationReports } from "@stationmaster/db";
import { type CommandRow, type Context, reportSilenceMs } from "../../kernel";

export const reportStates = [
  "queued",
  "sent",
  "receiving",
  "silent",
  "complete",
  "too-long",
  "unanswered",
  "busy",
  "not-supported",
  "empty",
  "refused",
  "expired",
  "cancelled",
] as const;
export type ReportState = (typeof reportStates)[number];

export type ReportStanding = {
  state: ReportState;
  /** In the station's words, where it gave any. */
  reason: string | null;
  parts: number;
  variables: number | null;
  /** Parts that have not come, of those before the last that has; known to be lost once it is silent. */
  missing: number[];
  /** When something of it was last heard; before that, when it was asked. */
  heardAt: Date;
};

const mostMissing = 20;

/** How a report that was asked for stands (B07, B08): the answer says whether it will come, and then it comes in parts, or stops. */
export async function reportStanding(ctx: Context, command: CommandRow): Promise<ReportStanding> {
  const base = { reason: null, parts: 0, variables: null, missing: [], heardAt: command.sentAt ?? command.createdAt };
  const [report] = await ctx.db
    .select()
    .from(stationReports)
    .where(eq(stationReports.commandId, command.id))
    .orderBy(desc(stationReports.startedAt))
    .limit(1);
  if (command.status === "refused")
    return { ...base, state: "refused", reason: command.error?.description || command.error?.code || null };
  if (!report || (report.parts === 0 && command.status !== "answered")) return { ...base, ...unreported(command) };
  const { parts, receivedAt: heardAt } = report;
  if (report.status === "complete") {
    const { variables } = (command.observed ?? {}) as { variables?: number };
    return { ...base, state: "complete", parts, variables: variables ?? null, heardAt };
  }
  if (report.status === "abandoned") return { ...base, ...unreported(command), parts, heardAt };
  const isSilent = heardAt.getTime() + reportSilenceMs <= ctx.now.getTime();
  return {
    ...{ ...base, parts, heardAt },
    state: isSilent ? "silent" : "receiving",
    missing: await missingOf(ctx, report.id, report.lastSeqNo),
  };
}

/** What the answer alone says, or that there was none. */
function unreported({ status, response }: CommandRow): { state: ReportState; reason: string | null } {
  if (status === "silent") return { state: "unanswered", reason: null };
  if (status !== "answered") return { state: status, reason: null };
  const said = response as { status?: string; statusInfo?: { reasonCode: string; additionalInfo?: string } } | null;
  const { reasonCode, additionalInfo } = said?.statusInfo ?? {};
  const reason = [reasonCode, additionalInfo].filter(Boolean).join(": ") || null;
  return { state: answers[said?.status ?? ""] ?? "too-long", reason };
}

const answers: Record<string, ReportState> = {
  Rejected: "busy",
  NotSupported: "not-supported",
  EmptyResultSet: "empty",
};

async function missingOf(ctx: Context, reportId: string, lastSeqNo: number | null): Promise<number[]> {
  const { seqNo } = stationReportParts;
  const there = await ctx.db
    .select({ seqNo })
    .from(stationReportParts)
    .where(eq(stationReportParts.reportId, reportId))
    .orderBy(asc(seqNo));
  const numbers = new Set(there.map((part) => part.seqNo));
  const last = lastSeqNo ?? there.at(-1)?.seqNo ?? -1;
  const missing: number[] = [];
  for (let number = 0; number < last && missing.length < mostMissing; number++)
    if (!numbers.has(number)) missing.push(number);
  return missing;
}

/** The last time the station was asked for such a report. */
export async function lastReportCommand(ctx: Context, stationId: string): Promise<CommandRow | undefined> {
  const [command] = await ctx.db
    .select()
    .from(stationCommands)
    .where(
      and(eq(stationCommands.stationId, stationId), inArray(stationCommands.action, ["GetBaseReport", "GetReport"])),
    )
    .orderBy(desc(stationCommands.id))
    .limit(1);
  return command;
}
