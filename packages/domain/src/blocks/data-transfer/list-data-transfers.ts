import { and, dataTransfers, desc, eq, lt, sql, stations } from "@stationmaster/db";
import type { Context } from "../../kernel";

export type DataTransferFilter = {
  stationId?: string | undefined;
  direction?: "in" | "out" | undefined;
  vendorId?: string | undefined;
};

/** Newest first, both ways, with what was answered; the cursor is the last row's id, which is a time. */
export const listDataTransfers = (
  ctx: Context,
  { stationId, direction, vendorId }: DataTransferFilter,
  { limit, after }: { limit: number; after?: { id: string } | undefined },
) =>
  ctx.db
    .select({
      id: dataTransfers.id,
      stationId: dataTransfers.stationId,
      stationIdentity: stations.identity,
      direction: dataTransfers.direction,
      at: dataTransfers.at,
      vendorId: dataTransfers.vendorId,
      messageId: dataTransfers.messageId,
      data: dataTransfers.data,
      customData: dataTransfers.customData,
      status: dataTransfers.status,
      answer: dataTransfers.answer,
      answeredAt: dataTransfers.answeredAt,
      failure: dataTransfers.failure,
      commandId: dataTransfers.commandId,
      requestedBy: sql<string | null>`${dataTransfers.requestedBy} ->> 'name'`,
    })
    .from(dataTransfers)
    .innerJoin(stations, and(eq(stations.tenantId, dataTransfers.tenantId), eq(stations.id, dataTransfers.stationId)))
    .where(
      and(
        stationId ? eq(dataTransfers.stationId, stationId) : undefined,
        direction ? eq(dataTransfers.direction, direction) : undefined,
        vendorId ? sql`lower(${dataTransfers.vendorId}) = ${vendorId.toLowerCase()}` : undefined,
        after ? lt(dataTransfers.id, after.id) : undefined,
      ),
    )
    .orderBy(desc(dataTransfers.id))
    .limit(limit);

export type DataTransferRow = Awaited<ReturnType<typeof listDataTransfers>>[number];
