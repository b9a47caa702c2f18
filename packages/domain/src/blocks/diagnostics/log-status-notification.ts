import { desc, eq, logRequests } from "@stationmaster/db";
import { defineMessage, observeCommand, type StationContext } from "../../kernel";
import { isLastWord, type LogRequest, logOfRequest, newLog, stepLog, underWay } from "./log-request";

/** N01: always answered. Without a number it speaks of what is under way; with one that we never gave, it is kept as its own. */
export const logStatusNotification = defineMessage("LogStatusNotification", async (ctx, { status, requestId }) => {
  const log = requestId === undefined ? await newestUnderWay(ctx) : await logOfRequest(ctx, ctx.station.id, requestId);
  // N01.FR.13: a station that does nothing says so when it is asked; there is nothing to keep.
  if (!log && requestId === undefined && status === "Idle") return {};
  if (!log) await newLog(ctx, ctx.station.id, { requestId: requestId ?? null, status });
  // A canceled upload may say more; it stays canceled.
  else if (log.status !== "AcceptedCanceled") await stepLog(ctx, eq(logRequests.id, log.id), status);
  if (log?.commandId && isLastWord(status)) await observeCommand(ctx, log.commandId, { status });
  ctx.changed({ kind: "room", id: "diagnostics", stationId: ctx.station.id });
  return {};
});

async function newestUnderWay(ctx: StationContext): Promise<LogRequest | null> {
  const [log] = await ctx.db
    .select()
    .from(logRequests)
    .where(underWay(ctx.station.id))
    .orderBy(desc(logRequests.id))
    .limit(1);
  return log ?? null;
}
