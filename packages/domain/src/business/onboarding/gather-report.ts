import { and, eq, isNotNull, onboardings } from "@stationmaster/db";
import { getBaseReport, type ReportStanding, reportStanding } from "../../blocks/provisioning";
import { type Context, reportSilenceMs, sendCommand } from "../../kernel";
import { after, type Checklist, commandOfStep, done, failed, type Move, mostAttempts, wait } from "./move";

/** So many stations of a tenant tell their device models at once; the others wait their turn. */
const mostReports = 25;
const turnSeconds = 10;
const busySeconds = 15;
/** A station that is back may go on with its report. */
const resumesWithinSeconds = 20;

/** B07: the whole device model is asked for and gathered. */
export async function gatherReport(ctx: Context, checklist: Checklist): Promise<Move> {
  const { station, row } = checklist;
  const command = await commandOfStep(ctx, row);
  if (!command) return ask(ctx, checklist);
  const report = await reportStanding(ctx, command);
  const { state, reason, parts, missing, variables, heardAt } = report;
  const isBack = (station.connectedAt?.getTime() ?? 0) > heardAt.getTime();
  switch (state) {
    case "queued":
    case "sent":
      return wait();
    case "complete":
      return done({ parts, variables: variables ?? 0 });
    case "receiving": {
      const broken = isBack ? new Date(station.connectedAt!.getTime() + resumesWithinSeconds * 1000) : null;
      if (broken && broken <= ctx.now) return again(ctx, checklist, report);
      return wait({ until: broken ?? new Date(heardAt.getTime() + reportSilenceMs) });
    }
    case "busy":
      if (row.attempts < mostAttempts) return wait({ commandId: null, until: after(ctx, busySeconds) });
      break;
    case "expired":
    case "cancelled":
      return again(ctx, checklist, report);
    case "unanswered":
    case "silent":
      if (isBack || !station.isOnline) return again(ctx, checklist, report);
  }
  return failed({ why: state, ...(reason ? { detail: reason } : {}), parts, missing });
}

/** The connection broke, or nobody was there: the same once more, a few times. */
async function again(ctx: Context, checklist: Checklist, { state, parts, missing }: ReportStanding): Promise<Move> {
  if (checklist.row.attempts >= mostAttempts) return failed({ why: state, parts, missing });
  return ask(ctx, checklist);
}

async function ask(ctx: Context, { station, row }: Checklist): Promise<Move> {
  if (row.dueAt && row.dueAt > ctx.now) return wait({ until: row.dueAt });
  // It boots when it comes back, and is asked then.
  if (!station.isOnline) return wait({ commandId: null });
  if ((await reportsUnderWay(ctx)) >= mostReports) return wait({ commandId: null, until: after(ctx, turnSeconds) });
  const { id } = await sendCommand(ctx, station.id, getBaseReport, { reportBase: "FullInventory" });
  return wait({ commandId: id, attempts: row.attempts + 1 });
}

const reportsUnderWay = (ctx: Context): Promise<number> =>
  ctx.db.$count(
    onboardings,
    and(eq(onboardings.status, "running"), eq(onboardings.step, "report"), isNotNull(onboardings.commandId)),
  );
