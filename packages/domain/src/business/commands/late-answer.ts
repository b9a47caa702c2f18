import { sql } from "@stationmaster/db";
import { type Context, redact } from "../../kernel";
import { momentOf, rowsOf } from "../page";

/** What a station said to a command that had been given up: it changes nothing any more, and is worth knowing. */
export type LateAnswer = {
  at: Date;
  response: unknown | null;
  error: { code: string; description: string | null } | null;
};

type Row = { at: string; response: unknown; errorCode: string | null; errorDescription: string | null };

/** Of a silent command: the log has it, by the id of our call. */
export async function lateAnswer(
  ctx: Context,
  { id, stationId, settledAt }: { id: string; stationId: string; settledAt: Date },
): Promise<LateAnswer | null> {
  const [row] = await rowsOf<Row>(
    ctx,
    sql`select m.at, m.response, m.error_code as "errorCode", m.error_description as "errorDescription"
        from ocpp_messages m where m.station_id = ${stationId}::uuid and m.at >= ${settledAt.toISOString()}::timestamptz - interval '1 minute'
          and m.at < ${settledAt.toISOString()}::timestamptz + interval '1 day' and m.direction = 'out' and m.outcome = 'unmatched'
          and m.message_id = (select c.message_id from station_commands c where c.id = ${id}::uuid)
        order by m.at limit 1`,
  );
  if (!row) return null;
  const { errorCode, errorDescription } = row;
  return {
    at: momentOf(row.at),
    response: redact(row.response),
    error: errorCode === null ? null : { code: errorCode, description: errorDescription || null },
  };
}
