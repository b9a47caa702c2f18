import { eq, stationCommands } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { defineMessage, observeCommand, receivePart, type StationContext, type StationReport } from "../../kernel";
import { rowsOfReport, saveReport } from "./device-model";

/** B07, B08: always answered; the device model changes at once when the last part is there. */
export const notifyReport = defineMessage("NotifyReport", async (ctx, request) => {
  const complete = await receivePart(ctx, ctx.station.id, "NotifyReport", {
    requestId: request.requestId,
    seqNo: request.seqNo,
    isLast: !request.tbc,
    payload: request.reportData ?? [],
  });
  if (complete)
    await apply(ctx, complete.report, complete.payloads as NonNullable<Req<"NotifyReport">["reportData"]>[]);
  return {};
});

async function apply(
  ctx: StationContext,
  report: StationReport,
  payloads: NonNullable<Req<"NotifyReport">["reportData"]>[],
): Promise<void> {
  const rows = rowsOfReport(ctx.station.id, ctx.now, payloads.flat());
  await saveReport(ctx, ctx.station.id, rows, await isFullInventory(ctx, report));
  if (report.commandId) await observeCommand(ctx, report.commandId, { parts: payloads.length, variables: rows.length });
  ctx.changed({ kind: "variables", id: ctx.station.id, stationId: ctx.station.id });
}

/** Only a full inventory says what is no longer there. */
async function isFullInventory(ctx: StationContext, report: StationReport): Promise<boolean> {
  if (!report.commandId) return false;
  const [command] = await ctx.db
    .select({ action: stationCommands.action, request: stationCommands.request })
    .from(stationCommands)
    .where(eq(stationCommands.id, report.commandId));
  return (
    command?.action === "GetBaseReport" && (command.request as Req<"GetBaseReport">).reportBase === "FullInventory"
  );
}
