import {
  and,
  asc,
  desc,
  eq,
  gt,
  inArray,
  sql,
  stationCommands,
  stationReportParts,
  stationReports,
} from "@stationmaster/db";
import type { Context } from "./context";
import { abandonReport, askedBy, beginReport, type ReportAction, type StationReport } from "./expect-report";

export type ReportPart = {
  requestId: number;
  /** null where the message has none: then the parts count in the order in which they come. */
  seqNo: number | null;
  isLast: boolean;
  payload: unknown;
};

export type CompleteReport = { report: StationReport; payloads: unknown[] };

/** More than any station has to say; what goes on longer is given up. */
const mostParts = 5_000;
const mostBytes = 32 * 1024 * 1024;
/** A report that ended within these minutes may be told again; later it is a new one. */
const resendsWithinMs = 300_000;
/** A first part after so long a silence begins the report anew. */
const silenceMs = 600_000;

/** Keeps a part; answers the parts in order once every one up to the last is there. A part that comes twice is kept once. */
export async function receivePart(
  ctx: Context,
  stationId: string,
  action: ReportAction,
  part: ReportPart,
): Promise<CompleteReport | null> {
  const report = await completedBy(ctx, stationId, action, part);
  if (!report) return null;
  const payloads: unknown[] = [];
  for await (const bunch of takeParts(ctx, report.id)) payloads.push(...bunch);
  return { report, payloads };
}

/** Keeps a part; answers the report once every part up to the last is there, for `takeParts`. */
export async function completedBy(
  ctx: Context,
  stationId: string,
  action: ReportAction,
  part: ReportPart,
): Promise<StationReport | null> {
  const report = await reportOf(ctx, stationId, action, part);
  if (!report) return null;
  const place = await placeOf(ctx, report, part);
  if (!place.isThere)
    await ctx.db
      .insert(stationReportParts)
      .values({ reportId: report.id, seqNo: place.seqNo, payload: part.payload })
      .onConflictDoNothing();
  const parts = report.parts + (place.isThere ? 0 : 1);
  const bytes = report.bytes + (place.isThere ? 0 : JSON.stringify(part.payload).length);
  if (parts > mostParts || bytes > mostBytes) {
    await abandonReport(ctx, report.id);
    return null;
  }
  const lastSeqNo = part.isLast ? place.seqNo : report.lastSeqNo;
  const isComplete = lastSeqNo !== null && (place.isUncounted || parts === lastSeqNo + 1);
  await ctx.db
    .update(stationReports)
    .set({
      ...{ lastSeqNo, parts, bytes, isUncounted: place.isUncounted, receivedAt: ctx.now },
      ...(isComplete ? { status: "complete" as const, completedAt: ctx.now } : {}),
    })
    .where(eq(stationReports.id, report.id));
  if (report.commandId) ctx.changed({ kind: "command", id: report.commandId, stationId });
  return isComplete ? report : null;
}

/** The report this part belongs to; null when it repeats what a finished one has said. */
async function reportOf(
  ctx: Context,
  stationId: string,
  action: ReportAction,
  part: ReportPart,
): Promise<StationReport | null> {
  const [open] = await ctx.db
    .select()
    .from(stationReports)
    .where(and(ofRequest(stationId, action, part.requestId), sql`status = 'receiving'`))
    .orderBy(desc(stationReports.startedAt), desc(stationReports.id))
    .limit(1)
    .for("update");
  const isLeftOver = open && open.parts > 0 && !part.seqNo && open.receivedAt.getTime() < ctx.now.getTime() - silenceMs;
  if (open && !isLeftOver) return open;
  const commandId = await commandThatAsked(ctx, stationId, action, part.requestId);
  if (isLeftOver) await abandonReport(ctx, open.id);
  else if (await isRepeated(ctx, stationId, action, part, commandId)) return null;
  return beginReport(ctx, stationId, action, part.requestId, commandId);
}

type Place = { seqNo: number; isThere: boolean; isUncounted: boolean };

/** Where it stands in the report. Some stations give every part the same number: then, as without numbers, the order of arrival counts. */
async function placeOf(ctx: Context, report: StationReport, { seqNo, payload }: ReportPart): Promise<Place> {
  const told = sql<boolean>`payload = ${JSON.stringify(payload)}::text::jsonb`;
  const { reportId, seqNo: place } = stationReportParts;
  if (!report.isUncounted && seqNo !== null) {
    const [there] = await ctx.db
      .select({ isSame: told })
      .from(stationReportParts)
      .where(and(eq(reportId, report.id), eq(place, seqNo)));
    if (!there || there.isSame) return { seqNo, isThere: there !== undefined, isUncounted: false };
  }
  const [last] = await ctx.db
    .select({ seqNo: place, isSame: told })
    .from(stationReportParts)
    .where(eq(reportId, report.id))
    .orderBy(desc(place))
    .limit(1);
  if (last?.isSame) return { seqNo: last.seqNo, isThere: true, isUncounted: true };
  return { seqNo: (last?.seqNo ?? -1) + 1, isThere: false, isUncounted: true };
}

const partsAtOnce = 20;

/** The parts in their order, some at a time: a long report is never in memory as a whole. They have done their work then. */
export async function* takeParts(ctx: Context, reportId: string): AsyncGenerator<unknown[]> {
  const { seqNo, payload } = stationReportParts;
  const mine = eq(stationReportParts.reportId, reportId);
  for (let after = -1; ; ) {
    const parts = await ctx.db
      .select({ seqNo, payload })
      .from(stationReportParts)
      .where(and(mine, gt(seqNo, after)))
      .orderBy(asc(seqNo))
      .limit(partsAtOnce);
    if (parts.length > 0) yield parts.map((part) => part.payload);
    if (parts.length < partsAtOnce) break;
    after = parts.at(-1)!.seqNo;
  }
  await ctx.db.delete(stationReportParts).where(mine);
}

/** A part of a report that has just ended is a resend, unless somebody has asked under the same number again. */
async function isRepeated(
  ctx: Context,
  stationId: string,
  action: ReportAction,
  part: ReportPart,
  commandId: string | null,
): Promise<boolean> {
  const since = new Date(ctx.now.getTime() - resendsWithinMs).toISOString();
  const [ended] = await ctx.db
    .select({ lastSeqNo: stationReports.lastSeqNo, commandId: stationReports.commandId })
    .from(stationReports)
    .where(
      and(
        ofRequest(stationId, action, part.requestId),
        eq(stationReports.status, "complete"),
        sql`${stationReports.completedAt} > ${since}::timestamptz`,
      ),
    )
    .orderBy(desc(stationReports.startedAt), desc(stationReports.id))
    .limit(1);
  if (!ended || ended.commandId !== commandId) return false;
  // Without a number nobody knows which part comes again; the question has had its whole answer.
  if (part.seqNo === null) return commandId !== null;
  // A report of one part says the same again when it is told again; nothing is lost by hearing it.
  return ended.lastSeqNo !== null && ended.lastSeqNo > 0 && part.seqNo > 0 && part.seqNo <= ended.lastSeqNo;
}

async function commandThatAsked(
  ctx: Context,
  stationId: string,
  action: ReportAction,
  requestId: number,
): Promise<string | null> {
  const [command] = await ctx.db
    .select({ id: stationCommands.id })
    .from(stationCommands)
    .where(
      and(
        eq(stationCommands.stationId, stationId),
        eq(stationCommands.requestId, requestId),
        inArray(stationCommands.action, [...askedBy[action]]),
        inArray(stationCommands.status, ["sent", "answered", "silent"]),
      ),
    )
    .orderBy(desc(stationCommands.id))
    .limit(1);
  return command?.id ?? null;
}

const ofRequest = (stationId: string, action: ReportAction, requestId: number) =>
  and(
    eq(stationReports.stationId, stationId),
    eq(stationReports.action, action),
    eq(stationReports.requestId, requestId),
  );
