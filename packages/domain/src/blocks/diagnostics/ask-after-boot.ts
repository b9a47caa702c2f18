import { and, eq, inArray, stationCommands, variableMonitors } from "@stationmaster/db";
import { type StationContext, sendCommand } from "../../kernel";
import { getMonitoringReport } from "./get-monitoring-report";
import { noteMonitoring } from "./monitors";

/** A station that has just booted tells its connectors and what it queued; a report may wait so long. */
const pauseSeconds = 30;

/** N04.FR.19: a reboot may cost a station its monitors. Where we have set some, all are asked for once. */
export async function askMonitorsAfterBoot(ctx: StationContext): Promise<void> {
  const stationId = ctx.station.id;
  const [ours] = await ctx.db
    .select({ id: variableMonitors.monitorId })
    .from(variableMonitors)
    .where(and(eq(variableMonitors.stationId, stationId), eq(variableMonitors.origin, "set")))
    .limit(1);
  if (!ours) return;
  const [asked] = await ctx.db
    .select({ id: stationCommands.id })
    .from(stationCommands)
    .where(
      and(
        eq(stationCommands.stationId, stationId),
        eq(stationCommands.action, "GetMonitoringReport"),
        inArray(stationCommands.status, ["queued", "sent"]),
      ),
    )
    .limit(1);
  if (asked) return;
  await noteMonitoring(ctx, stationId, { staleSince: ctx.now });
  const notBefore = new Date(ctx.now.getTime() + pauseSeconds * 1000);
  await sendCommand(ctx, stationId, getMonitoringReport, {}, { notBefore });
}
