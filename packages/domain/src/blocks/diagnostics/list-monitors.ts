import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  or,
  sql,
  stationEvents,
  stationMonitoring,
  variableMonitors,
} from "@stationmaster/db";
import { z } from "zod";
import { type PageOf, pageInput, pageOf, readCursor } from "../../business/page";
import type { Context } from "../../kernel";
import { withUnits } from "./with-units";

export const monitorList = pageInput.extend({
  stationId: z.uuid(),
  search: z.string().trim().max(100).optional(),
});

export type VariableMonitor = typeof variableMonitors.$inferSelect & { unit: string | null; kind: MonitorKind | null };
export type MonitorKind = "HardWiredMonitor" | "PreconfiguredMonitor" | "CustomMonitor";

/** A station's monitors by the variable they watch. */
export async function listMonitors(ctx: Context, input: z.input<typeof monitorList>): Promise<PageOf<VariableMonitor>> {
  const { limit, cursor, stationId, search } = monitorList.parse(input);
  const after = readCursor(cursor, z.tuple([z.string(), z.int()]));
  const { key, monitorId } = variableMonitors;
  const rows = await ctx.db
    .select()
    .from(variableMonitors)
    .where(
      and(
        eq(variableMonitors.stationId, stationId),
        // A station has some hundred monitors at most.
        search ? sql`position(${search.toLowerCase()} in ${key}) > 0` : undefined,
        after ? and(gte(key, after[0]), or(gt(key, after[0]), gt(monitorId, after[1]))) : undefined,
      ),
    )
    .orderBy(asc(key), asc(monitorId))
    .limit(limit + 1);
  const page = pageOf(
    rows,
    limit,
    (row) => [row.key, row.monitorId],
    (row) => row,
  );
  const kinds = page.items.length > 0 ? await kindsInEvents(ctx, stationId) : new Map<number, MonitorKind>();
  const kindOf = ({ origin, monitorId }: (typeof rows)[number]) =>
    origin === "set" ? "CustomMonitor" : (kinds.get(monitorId) ?? null);
  const items = await withUnits(ctx, page.items);
  return { ...page, items: items.map((row) => ({ ...row, kind: kindOf(row) })) };
}

const eventsLookedAt = 2_000;

/** A monitoring report of 2.0.1 does not say whose a monitor is; an event of it does. The latest events are asked. */
async function kindsInEvents(ctx: Context, stationId: string): Promise<Map<number, MonitorKind>> {
  const { monitorId, notificationType, receivedAt, id } = stationEvents;
  const latest = ctx.db
    .select({ monitorId, notificationType })
    .from(stationEvents)
    .where(eq(stationEvents.stationId, stationId))
    .orderBy(desc(receivedAt), desc(id))
    .limit(eventsLookedAt)
    .as("latest");
  const rows = await ctx.db
    .selectDistinct()
    .from(latest)
    .where(sql`${latest.monitorId} is not null and ${latest.notificationType} like '%Monitor'`);
  return new Map(rows.map((row) => [row.monitorId!, row.notificationType as MonitorKind]));
}

export type Monitoring = Omit<typeof stationMonitoring.$inferSelect, "tenantId" | "stationId">;

/** Base and level as the station last accepted them, and whether the list of monitors may be believed. */
export async function getMonitoring(ctx: Context, stationId: string): Promise<Monitoring> {
  const [row] = await ctx.db.select().from(stationMonitoring).where(eq(stationMonitoring.stationId, stationId));
  const { base = null, baseAt = null, level = null, levelAt = null, reportedAt = null, staleSince = null } = row ?? {};
  return { base, baseAt, level, levelAt, reportedAt, staleSince };
}
