export const commandStatuses = ["queued", "sent", "answered", "refused", "silent", "expired", "cancelled"] as const;
export type CommandStatus = (typeof commandStatuses)[number];

/** What was seen of a command's effect after its answer. */
export type Observed = {
  at: Date;
  what: "booted" | "status" | "session-started" | "session-ended" | "report-complete" | "message";
  /** A status, a message's action, a transactionId, a number of variables. */
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
};
