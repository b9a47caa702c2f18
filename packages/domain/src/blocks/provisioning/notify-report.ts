import { eq, stationCommands } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import {
  completedBy,
  defineMessage,
  observeCommand,
  type StationContext,
  type StationReport,
  takeParts,
} from "../../kernel";
import { lookAgain } from "./checklist";
import { beginModel, type ReportData, rowsOfReport, saveReport } from "./device-model";
import { countDrift } from "./drift";
import { noteInventory } from "./inventory";

/** B07, B08: always answered; the device model changes at once when the last part is there. */
export const notifyReport = defineMessage("NotifyReport", async (ctx, request) => {
  const complete = await completedBy(ctx, ctx.station.id, "NotifyReport", {
    requestId: request.requestId,
    seqNo: request.seqNo,
    isLast: !request.tbc,
    payload: request.reportData ?? [],
  });
  if (complete) await apply(ctx, complete);
  return {};
});

/** Some parts at a time, in the one transaction: who looks meanwhile sees the model as it was before. */
async function apply(ctx: StationContext, report: StationReport): Promise<void> {
  const stationId = ctx.station.id;
  const isWhole = await isFullInventory(ctx, report);
  const finishModel = isWhole ? await beginModel(ctx, stationId) : undefined;
  let parts = 0;
  let variables = 0;
  for await (const payloads of takeParts(ctx, report.id)) {
    const rows = rowsOfReport(stationId, ctx.now, (payloads as ReportData[][]).flat());
    await saveReport(ctx, stationId, rows);
    parts += payloads.length;
    variables += rows.length;
  }
  await finishModel?.();
  await countDrift(ctx, [stationId]);
  if (isWhole) await noteInventory(ctx, stationId);
  if (report.commandId) await observeCommand(ctx, report.commandId, { parts, variables });
  await lookAgain(ctx, stationId);
  ctx.changed({ kind: "variables", id: stationId, stationId });
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
