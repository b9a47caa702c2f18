import { type SQL, sql } from "@stationmaster/db";
import { z } from "zod";
import type { Context } from "../../kernel";
import { allOf, cursorMoment, momentOf, type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";
import { anyIdentity, findStation } from "../stations";

export type LoggedExchange = { id: string; at: Date } & (
  | {
      kind: "call";
      direction: "in" | "out";
      messageId: string | null;
      action: string;
      request: unknown;
      answer:
        | { kind: "result"; payload: unknown }
        | { kind: "error"; code: string; description: string; details: unknown }
        | null;
      answeredAt: Date | null;
      silent: boolean;
    }
  | { kind: "unreadable"; direction: "in"; raw: string; problem: string }
  | { kind: "connected"; detail: string | null }
  | { kind: "disconnected"; detail: string | null }
);

export const messageList = pageInput.extend({
  stationIdentity: anyIdentity,
  way: z.enum(["in", "out"]).optional(),
  action: z.string().max(64).optional(),
  withHeartbeats: z.boolean().default(true),
  search: z.string().trim().max(100).optional(),
});
type MessageList = z.output<typeof messageList>;

type Columns = {
  id: string;
  at: string;
  sortedAt: string;
  direction: "in" | "out";
  action: string | null;
  messageId: string | null;
  request: unknown;
  response: unknown;
  errorCode: string | null;
  errorDescription: string | null;
  outcome: "answered" | "refused" | "silent" | "unreadable" | "unmatched" | "connected" | "disconnected";
  raw: string | null;
  durationMs: number | null;
};

/** The OCPP log of a station, newest first: each request with its answer, and the cuts of the connection between them. */
export async function listMessages(ctx: Context, input: MessageList): Promise<PageOf<LoggedExchange>> {
  const station = await findStation(ctx, input.stationIdentity);
  const rows = await rowsOf<Columns>(
    ctx,
    sql`select id, at, at::text as "sortedAt", direction, action, message_id as "messageId", request, response, error_code as "errorCode",
          error_description as "errorDescription", outcome, raw, duration_ms as "durationMs"
        from ocpp_messages where station_id = ${station.id}::uuid and ${allOf([...conditions(input), afterCursor(input.cursor)])}
        order by at desc, id desc limit ${input.limit + 1}`,
  );
  return pageOf(rows, input.limit, (row) => [row.sortedAt, row.id], exchangeOf);
}

const conditions = ({ way, action, withHeartbeats, search }: MessageList): (SQL | undefined)[] => [
  way ? sql`direction = ${way} and outcome not in ('connected', 'disconnected')` : undefined,
  action ? sql`action = ${action}` : undefined,
  withHeartbeats ? undefined : sql`action is distinct from 'Heartbeat'`,
  search ? contains(search) : undefined,
];

/** Within one station's log only, and only as far back as a page needs. */
const contains = (text: string): SQL => {
  const wanted = text.toLowerCase();
  return sql`(position(${wanted} in lower(coalesce(action, ''))) > 0 or position(${wanted} in lower(coalesce(message_id, ''))) > 0
    or position(${wanted} in lower(coalesce(request::text, ''))) > 0 or position(${wanted} in lower(coalesce(response::text, ''))) > 0
    or position(${wanted} in lower(coalesce(error_description, ''))) > 0 or position(${wanted} in lower(coalesce(raw, ''))) > 0)`;
};

function afterCursor(cursor: string | null | undefined): SQL | undefined {
  const after = readCursor(cursor, z.tuple([cursorMoment, z.uuid()]));
  return after
    ? sql`at <= ${after[0]}::timestamptz and (at < ${after[0]}::timestamptz or id < ${after[1]}::uuid)`
    : undefined;
}

function exchangeOf(row: Columns): LoggedExchange {
  const { id, direction, messageId, outcome } = row;
  const at = momentOf(row.at);
  if (outcome === "connected" || outcome === "disconnected")
    return { id, at, kind: outcome, detail: row.errorDescription };
  if (outcome === "unreadable" || row.action === null) {
    return {
      id,
      at,
      kind: "unreadable",
      direction: "in",
      raw: row.raw ?? "",
      problem: row.errorDescription ?? row.errorCode ?? "",
    };
  }
  const answer = answerOf(row);
  return {
    ...{ id, at, kind: "call" as const, direction, messageId, action: row.action, request: row.request, answer },
    answeredAt: answer && row.durationMs !== null ? new Date(at.getTime() + row.durationMs) : null,
    silent: outcome === "silent",
  };
}

function answerOf({ outcome, response, errorCode, errorDescription }: Columns) {
  if (outcome === "refused")
    return {
      kind: "error" as const,
      code: errorCode ?? "GenericError",
      description: errorDescription ?? "",
      details: response ?? {},
    };
  return outcome === "answered" ? { kind: "result" as const, payload: response } : null;
}
