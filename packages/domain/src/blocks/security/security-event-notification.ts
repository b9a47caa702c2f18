import { securityEvents, sql } from "@stationmaster/db";
import { defineMessage, newId } from "../../kernel";
import { criticalityOf } from "./criticality";

/** A04: delivery is guaranteed by repeating, so an event may come twice; it may also come days late. */
export const securityEventNotification = defineMessage("SecurityEventNotification", async (ctx, request) => {
  const { type, timestamp, techInfo } = request;
  await ctx.db
    .insert(securityEvents)
    .values({
      ...{ id: newId(), stationId: ctx.station.id, type, techInfo: techInfo ?? null },
      ...{ occurredAt: new Date(timestamp), receivedAt: ctx.now, criticality: criticalityOf(type) },
    })
    .onConflictDoUpdate({
      target: [
        ...[securityEvents.tenantId, securityEvents.stationId, securityEvents.occurredAt],
        ...[securityEvents.type, securityEvents.techInfo],
      ],
      set: { resends: sql`${securityEvents.resends} + 1` },
    });
  ctx.changed({ kind: "room", id: "security", stationId: ctx.station.id });
  return {};
});
