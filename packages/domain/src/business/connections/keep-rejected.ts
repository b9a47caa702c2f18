import type { IngestTransaction } from "@stationmaster/db";
import { newId } from "../../kernel";

export type RejectedMessage = {
  tenantId: string;
  stationId: string;
  action: string;
  receivedAt: Date;
  request: unknown;
  reason: string;
};

/** A valid message that the tables refused, kept for whoever finds out why. */
export async function keepRejected(tx: IngestTransaction, message: RejectedMessage): Promise<void> {
  const { tenantId, stationId, action, receivedAt, request, reason } = message;
  // Text may hold everything but U+0000; what jsonb would refuse is why it may be here.
  const text = JSON.stringify(request).replaceAll("\\u0000", "\\ufffd");
  await tx`
    insert into rejected_messages (tenant_id, id, station_id, action, received_at, request, reason)
    values (${tenantId}, ${newId()}, ${stationId}, ${action}, ${receivedAt.toISOString()}, ${text}, ${reason.slice(0, 500)})`;
}
