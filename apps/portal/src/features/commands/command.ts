export const commandStatuses = ["queued", "sent", "answered", "refused", "silent", "expired", "cancelled"] as const;
export type CommandStatus = (typeof commandStatuses)[number];

/** What was seen of a command's effect after its answer. */
export type Observed = {
  at: Date;
  what: "booted" | "status" | "session-started" | "session-ended" | "report-complete" | "message";
  /** A status, a message's action, a transactionId, a number of variables. */
  detail: string | null;
};

/** `unseen`: the station said yes, and nothing it sent in its time shows it. */
export type Effect = "awaited" | "seen" | "unseen";

/** What an outcome means, by its name in the messages. */
export type Meaning = { kind: string; next: string | null };

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
  meaning: Meaning | null;
  observed: Observed | null;
  effect: Effect | null;
};

/** One command looked at closely. */
export type CommandDetail = CommandRecord & {
  /** What the station said after we had given up. */
  lateAnswer: { at: Date; response: unknown | null; error: { code: string; description: string | null } | null } | null;
  /** What it said since that bears on the command. */
  heardSince: {
    what:
      | "session-goes-on"
      | "session-over"
      | "other-session"
      | "other-status"
      | "kept-running"
      | "not-back"
      | "connector";
    detail: string | null;
    at: Date;
    isContrary: boolean;
  } | null;
  /** The sessions that a Reset ended. */
  endedSessions: { id: string; transactionId: string }[];
};
