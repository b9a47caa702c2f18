import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { rowsOf } from "../page";
import type { CommandRecord } from "./command-record";

/** A session that a command ended: its own id, and the station's name of it. */
export type EndedSession = { id: string; transactionId: string };

/** B12.FR.04: the sessions that say a Reset ended them; undelivered ones come only after the boot. */
export async function sessionsEndedBy(
  ctx: Context,
  { action, stationId, request, sentAt, observed }: CommandRecord,
): Promise<EndedSession[]> {
  if (action !== "Reset" || !sentAt) return [];
  const { evseId } = request as { evseId?: number };
  const from = sentAt.toISOString();
  const until = observed
    ? sql`${observed.at.toISOString()}::timestamptz`
    : sql`${from}::timestamptz + interval '1 hour'`;
  return rowsOf<EndedSession>(
    ctx,
    sql`select t.id, t.ocpp_id as "transactionId" from transactions t
        where t.station_id = ${stationId}::uuid and not t.is_active and t.stopped_reason = 'ImmediateReset'
          and t.last_received_at >= ${from}::timestamptz and t.last_received_at < ${until} + interval '10 minutes'
          and t.started_at < ${from}::timestamptz and (${evseId ?? null}::int is null or t.evse_id = ${evseId ?? null})
        order by t.id desc limit 20`,
  );
}
