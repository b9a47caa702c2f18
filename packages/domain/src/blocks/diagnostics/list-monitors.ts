import { and, asc, eq, gt, gte, or, stationMonitoring, variableMonitors } from "@stationmaster/db";
import { z } from "zod";
import { type PageOf, pageInput, pageOf, readCursor } from "../../business/page";
import type { Context } from "../../kernel";

export const monitorList = pageInput.extend({ stationId: z.uuid() });

export type VariableMonitor = typeof variableMonitors.$inferSelect;

/** A station's monitors by the variable they watch. */
export async function listMonitors(ctx: Context, input: z.input<typeof monitorList>): Promise<PageOf<VariableMonitor>> {
  const { limit, cursor, stationId } = monitorList.parse(input);
  const after = readCursor(cursor, z.tuple([z.string(), z.int()]));
  const { key, monitorId } = variableMonitors;
  const rows = await ctx.db
    .select()
    .from(variableMonitors)
    .where(
      and(
        eq(variableMonitors.stationId, stationId),
        after ? and(gte(key, after[0]), or(gt(key, after[0]), gt(monitorId, after[1]))) : undefined,
      ),
    )
    .orderBy(asc(key), asc(monitorId))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    (row) => [row.key, row.monitorId],
    (row) => row,
  );
}

export type Monitoring = Omit<typeof stationMonitoring.$inferSelect, "tenantId" | "stationId">;

/** Base and level as the station last accepted them, and whether the list of monitors may be believed. */
export async function getMonitoring(ctx: Context, stationId: string): Promise<Monitoring> {
  const [row] = await ctx.db.select().from(stationMonitoring).where(eq(stationMonitoring.stationId, stationId));
  const { base = null, baseAt = null, level = null, levelAt = null, reportedAt = null, staleSince = null } = row ?? {};
  return { base, baseAt, level, levelAt, reportedAt, staleSince };
}
