import type { IngestTransaction, ocppMessages } from "@stationmaster/db";
import { linesOf } from "../../kernel/lines-of";

type Row = typeof ocppMessages.$inferSelect;

/** One row of the OCPP message log, its secrets already taken out. */
export type Exchange = Pick<Row, "tenantId" | "id" | "stationId" | "at" | "direction" | "outcome"> &
  Partial<Omit<Row, "tenantId" | "id" | "stationId" | "at" | "direction" | "outcome">>;

export async function writeExchanges(tx: IngestTransaction, exchanges: Exchange[]): Promise<void> {
  const rows = exchanges.map((e) => ({
    tenant_id: e.tenantId,
    id: e.id,
    station_id: e.stationId,
    at: e.at.toISOString(),
    direction: e.direction,
    action: e.action ?? null,
    message_id: e.messageId ?? null,
    error_code: e.errorCode ?? null,
    error_description: e.errorDescription ?? null,
    outcome: e.outcome,
    raw: e.raw ?? null,
    duration_ms: e.durationMs ?? null,
  }));
  await tx`
    insert into ocpp_messages (tenant_id, id, station_id, at, direction, action, message_id, request, response, error_code, error_description, outcome, raw, duration_ms)
    select tenant_id, id, station_id, at, direction, action, message_id, request::json, response::json, error_code, error_description, outcome, raw, duration_ms
    from rows from (
      json_to_recordset(${JSON.stringify(rows)}::text::json) as (tenant_id uuid, id uuid, station_id uuid, at timestamptz, direction text, action text,
        message_id text, error_code text, error_description text, outcome text, raw text, duration_ms int),
      string_to_table(${linesOf(exchanges.map(({ request }) => request))}, chr(10), ''),
      string_to_table(${linesOf(exchanges.map(({ response }) => response))}, chr(10), '')) as e(
        tenant_id, id, station_id, at, direction, action, message_id, error_code, error_description, outcome, raw, duration_ms, request, response)
    on conflict do nothing`;
}
