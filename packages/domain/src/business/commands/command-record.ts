import { type CommandStatus, sql } from "@stationmaster/db";
import { inWords, type Meaning } from "../../blocks/remote-control";
import { type CommandRow, type Context, NotFoundError, redact } from "../../kernel";
import { momentOf, rowsOf } from "../page";
import { type Effect, effectOf } from "./effect";
import { type EndedSession, sessionsEndedBy } from "./ended-by";
import { type HeardSince, heardSince } from "./heard-since";
import { type LateAnswer, lateAnswer } from "./late-answer";

export type Observed = {
  at: Date;
  what: "booted" | "status" | "session-started" | "session-ended" | "report-complete" | "message";
  detail: string | null;
};

export type CommandRecord = {
  id: string;
  stationId: string;
  stationIdentity: string;
  action: string;
  status: CommandStatus;
  request: unknown;
  response: unknown | null;
  error: { code: string; description: string | null } | null;
  requestedBy: string | null;
  createdAt: Date;
  sentAt: Date | null;
  settledAt: Date | null;
  deadlineAt: Date;
  /** What the outcome means, and what to do next. */
  meaning: Meaning | null;
  observed: Observed | null;
  effect: Effect | null;
  /** The station's own name of the session that a remote start began or a remote stop ended, once it has. */
  transactionId: string | null;
};

/** One of them looked at closely. */
export type CommandDetail = CommandRecord & {
  lateAnswer: LateAnswer | null;
  heardSince: HeardSince | null;
  endedSessions: EndedSession[];
};

type Columns = Pick<
  CommandRecord,
  "id" | "stationId" | "stationIdentity" | "action" | "status" | "request" | "response" | "error" | "requestedBy"
> &
  Record<"createdAt" | "deadlineAt", string> &
  Record<"sentAt" | "settledAt" | "observedAt", string | null> & { observed: Record<string, unknown> | null };

/** Needs `station_commands c` joined to `stations s`. */
export const commandColumns = sql`c.id, c.station_id as "stationId", s.identity as "stationIdentity", c.action, c.status, c.request, c.response, c.error,
  c.requested_by ->> 'name' as "requestedBy", c.created_at as "createdAt", c.sent_at as "sentAt", c.settled_at as "settledAt", c.deadline_at as "deadlineAt",
  c.observed_at as "observedAt", c.observed`;

export type CommandColumns = Columns;

export function commandRecord({ observedAt, observed, error, ...row }: Columns, now: Date): CommandRecord {
  const settledAt = momentOf(row.settledAt);
  return {
    ...row,
    // While it waits to be sent, the row holds the secrets; nobody needs to see them.
    request: redact(row.request),
    response: redact(row.response),
    error: errorOf(error),
    createdAt: momentOf(row.createdAt),
    sentAt: momentOf(row.sentAt),
    settledAt,
    deadlineAt: momentOf(row.deadlineAt),
    meaning: inWords({ ...row, error }),
    observed: observedOf(row.action, observedAt, observed),
    effect: effectOf({ ...row, settledAt, observedAt: momentOf(observedAt) }, now),
    transactionId: textOf(observed?.transactionId),
  };
}

export const errorOf = (error: CommandRecord["error"]): CommandRecord["error"] =>
  error && { code: error.code, description: error.description || null };

export const observedOf = (
  action: string,
  at: string | null,
  observed: Record<string, unknown> | null,
): Observed | null => (at === null ? null : { at: momentOf(at), ...factOf(action, observed ?? {}) });

/** What a fact is called where it was noted, by its first key: the rooms write what they saw. */
const facts: Record<string, Observed["what"]> = {
  booted: "booted",
  status: "status",
  operationalStatus: "status",
  report: "report-complete",
  parts: "report-complete",
  variables: "report-complete",
};

function factOf(action: string, observed: Record<string, unknown>): Omit<Observed, "at"> {
  if (observed.transactionId !== undefined) {
    return {
      what: action === "RequestStopTransaction" || action === "UnlockConnector" ? "session-ended" : "session-started",
      detail: textOf(observed.transactionId),
    };
  }
  const name = Object.keys(observed).find((key) => key in facts);
  const what = name ? facts[name]! : "message";
  const { variables, monitors, profiles, messages } = observed;
  return {
    what,
    detail: textOf(
      what === "report-complete"
        ? (variables ?? monitors ?? profiles ?? messages)
        : observed[name ?? Object.keys(observed)[0] ?? ""],
    ),
  };
}

const textOf = (value: unknown): string | null =>
  typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : null;

/** Those there are of these, for what is made of several; with `settled`, only those that have an outcome. */
export async function commandsById(
  ctx: Context,
  ids: string[],
  only: "settled" | "any" = "any",
): Promise<CommandRecord[]> {
  if (ids.length === 0) return [];
  const rows = await rowsOf<Columns>(
    ctx,
    sql`select ${commandColumns} from station_commands c join stations s on s.id = c.station_id
        where c.id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb))
          and (${only} = 'any' or c.status not in ('queued', 'sent'))`,
  );
  return rows.map((row) => commandRecord(row, ctx.now));
}

/** One record; with a station, only if it is that station's. */
export async function getCommand(ctx: Context, id: string, stationIdentity?: string): Promise<CommandDetail> {
  const [row] = await rowsOf<Columns>(
    ctx,
    sql`select ${commandColumns} from station_commands c join stations s on s.id = c.station_id where c.id = ${id}::uuid`,
  );
  if (!row || (stationIdentity !== undefined && row.stationIdentity.toLowerCase() !== stationIdentity.toLowerCase())) {
    throw new NotFoundError("command", id);
  }
  return detailOf(ctx, commandRecord(row, ctx.now));
}

/** Of these, those with an outcome: one look for all who wait for one. */
export async function settledAmong(ctx: Context, ids: string[]): Promise<CommandDetail[]> {
  const settled = await commandsById(ctx, ids, "settled");
  const details: CommandDetail[] = [];
  for (const record of settled) details.push(await detailOf(ctx, record));
  return details;
}

export const isSettled = ({ status }: Pick<CommandRecord, "status">): boolean =>
  status !== "queued" && status !== "sent";

/** The record of one that has just been queued, without another look at it. */
export function queuedCommand(ctx: Context, row: CommandRow, { identity }: { identity: string }): CommandDetail {
  const columns: Columns = {
    ...row,
    ...{ stationIdentity: identity, error: null, requestedBy: row.requestedBy.name },
    ...{ createdAt: row.createdAt.toISOString(), deadlineAt: row.deadlineAt.toISOString() },
    ...{ sentAt: null, settledAt: null, observedAt: null, observed: null },
  };
  return { ...commandRecord(columns, ctx.now), lateAnswer: null, heardSince: null, endedSessions: [] };
}

async function detailOf(ctx: Context, record: CommandRecord): Promise<CommandDetail> {
  const { status, settledAt } = record;
  return {
    ...record,
    lateAnswer: status === "silent" && settledAt ? await lateAnswer(ctx, { ...record, settledAt }) : null,
    heardSince: await heardSince(ctx, record),
    endedSessions: await sessionsEndedBy(ctx, record),
  };
}
