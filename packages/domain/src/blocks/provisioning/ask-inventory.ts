import { and, eq, lte, sql, stationCommands, stations } from "@stationmaster/db";
import { type Context, reportSilenceMs, sendCommand } from "../../kernel";
import { getBaseReport } from "./get-base-report";

/** B07.FR.14: asks for the whole device model, once; not where somebody has asked already and the report is on its way. */
export async function askInventory(ctx: Context, stationId: string): Promise<boolean> {
  const [due] = await ctx.db
    .update(stations)
    .set({ inventoryDueAt: null })
    .where(and(eq(stations.id, stationId), lte(stations.inventoryDueAt, ctx.now)))
    .returning({ id: stations.id });
  if (!due || (await isUnderWay(ctx, stationId))) return false;
  await sendCommand(ctx, stationId, getBaseReport, { reportBase: "FullInventory" });
  return true;
}

async function isUnderWay(ctx: Context, stationId: string): Promise<boolean> {
  const heardSince = new Date(ctx.now.getTime() - reportSilenceMs).toISOString();
  const asked = await ctx.db.$count(
    stationCommands,
    and(
      eq(stationCommands.stationId, stationId),
      eq(stationCommands.action, "GetBaseReport"),
      sql`request ->> 'reportBase' = 'FullInventory' and (status in ('queued', 'sent') or exists (
        select 1 from station_reports r where r.station_id = station_commands.station_id and r.command_id = station_commands.id
          and r.status = 'receiving' and r.received_at > ${heardSince}::timestamptz))`,
    ),
  );
  return asked > 0;
}
