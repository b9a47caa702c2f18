import { eq, stationCommands } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { defineMessage, observeCommand, receivePart, type StationContext } from "../../kernel";
import { type Monitor, replaceMonitors, replaceMonitorsOfVariables } from "./monitors";

/** N02: always answered; the monitors change at once when the last part is there. */
export const notifyMonitoringReport = defineMessage("NotifyMonitoringReport", async (ctx, request) => {
  const complete = await receivePart(ctx, ctx.station.id, "NotifyMonitoringReport", {
    requestId: request.requestId,
    seqNo: request.seqNo,
    isLast: !request.tbc,
    payload: request.monitor ?? [],
  });
  if (!complete) return {};
  const { commandId } = complete.report;
  const reported = (complete.payloads as Monitor[][]).flat();
  const asked = commandId ? await questionOf(ctx, commandId) : undefined;
  const monitors = asked
    ? await replaceMonitors(ctx, ctx.station.id, asked, reported)
    : await replaceMonitorsOfVariables(ctx, ctx.station.id, reported);
  if (commandId) await observeCommand(ctx, commandId, { parts: complete.payloads.length, monitors });
  ctx.changed({ kind: "room", id: "diagnostics", stationId: ctx.station.id });
  return {};
});

async function questionOf(ctx: StationContext, commandId: string): Promise<Req<"GetMonitoringReport"> | undefined> {
  const [command] = await ctx.db
    .select({ request: stationCommands.request })
    .from(stationCommands)
    .where(eq(stationCommands.id, commandId));
  // Checked against its schema when it was queued.
  return command?.request as Req<"GetMonitoringReport"> | undefined;
}
