import { connectors, evses, sql } from "@stationmaster/db";
import type { StationContext } from "../../kernel";

export type ConnectorReport = { evseId: number; connectorId: number; status: string; at: Date };

/** The same truth told by NotifyEvent: AvailabilityState of a Connector (G01). */
export async function reportConnector(
  ctx: StationContext,
  { evseId, connectorId, status, at }: ConnectorReport,
): Promise<void> {
  const stationId = ctx.station.id;
  await ctx.db.insert(evses).values({ stationId, evseId, origin: "reported" }).onConflictDoNothing();
  await ctx.db
    .insert(connectors)
    .values({ stationId, evseId, connectorId, origin: "reported", status, statusAt: at, reportedAt: ctx.now })
    .onConflictDoUpdate({
      target: [connectors.tenantId, connectors.stationId, connectors.evseId, connectors.connectorId],
      set: { status, statusAt: at, reportedAt: ctx.now },
      setWhere: sql`${connectors.statusAt} is null or ${connectors.statusAt} <= ${at.toISOString()} or ${connectors.statusAt} > ${connectors.reportedAt} + interval '5 minutes'`,
    });
  ctx.changed({ kind: "connector", id: `${evseId}.${connectorId}`, stationId });
}
