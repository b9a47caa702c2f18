import { type CommandStatus, sql } from "@stationmaster/db";
import { type Context, NotFoundError, redact } from "../../kernel";
import { momentOf, rowsOf } from "../page";

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
  observed: Observed | null;
  /** The station's own name of the session that a remote start began or a remote stop ended, once it has. */
  transactionId: string | null;
};

type Columns = Omit<CommandRecord, "createdAt" | "sentAt" | "settledAt" | "deadlineAt" | "observed" | "transactionId"> &
  Record<"createdAt" | "deadlineAt", string> &
  Record<"sentAt" | "settledAt" | "observedAt", string | null> & { observed: Record<string, unknown> | null };

/** Needs `station_commands c` joined to `stations s`. */
export const commandColumns = sql`c.id, c.station_id as "stationId", s.identity as "stationIdentity", c.action, c.status, c.request, c.response, c.error,
  c.requested_by ->> 'name' as "requestedBy", c.created_at as "createdAt", c.sent_at as "sentAt", c.settled_at as "settledAt", c.deadline_at as "deadlineAt",
  c.observed_at as "observedAt", c.observed`;

export type CommandColumns = Columns;

export function commandRecord({ observedAt, observed, error, ...row }: Columns): CommandRecord {
  return {
    ...row,
    // While it waits to be sent, the row holds the secrets; nobody needs to see them.
    request: redact(row.request),
    response: redact(row.response),
    error: error && { code: error.code, description: error.description || null },
    createdAt: momentOf(row.createdAt),
    sentAt: momentOf(row.sentAt),
    settledAt: momentOf(row.settledAt),
    deadlineAt: momentOf(row.deadlineAt),
    observed: observedAt === null ? null : { at: momentOf(observedAt), ...effectOf(row.action, observed ?? {}) },
    transactionId: textOf(observed?.transactionId),
  };
}

/** What a fact is called where it was noted, by its first key: the rooms write what they saw. */
const effects: Record<string, Observed["what"]> = {
  booted: "booted",
  status: "status",
  operationalStatus: "status",
  report: "report-complete",
  parts: "report-complete",
  variables: "report-complete",
};

function effectOf(action: string, observed: Record<string, unknown>): Omit<Observed, "at"> {
  if (observed.transactionId !== undefined) {
    return {
      what: action === "RequestStopTransaction" ? "session-ended" : "session-started",
      detail: textOf(observed.transactionId),
    };
  }
  const fact = Object.keys(observed).find((name) => name in effects);
  const what = fact ? effects[fact]! : "message";
  return {
    what,
    detail: textOf(
      what === "report-complete"
        ? (observed.variables ?? observed.messages ?? null)
        : observed[fact ?? Object.keys(observed)[0] ?? ""],
    ),
  };
}

const textOf = (value: unknown): string | null =>
  typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : null;

/** One record; with a station, only if it is that station's. */
export async function getCommand(ctx: Context, id: string, stationIdentity?: string): Promise<CommandRecord> {
  const [row] = await rowsOf<Columns>(
    ctx,
    sql`select ${commandColumns} from station_commands c join stations s on s.id = c.station_id where c.id = ${id}::uuid`,
  );
  if (!row || (stationIdentity !== undefined && row.stationIdentity.toLowerCase() !== stationIdentity.toLowerCase())) {
    throw new NotFoundError("command", id);
  }
  return commandRecord(row);
}
