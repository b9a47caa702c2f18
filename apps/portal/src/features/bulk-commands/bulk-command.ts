import type { CommandStatus, Effect, Meaning, Observed } from "../commands/command";

/** `gone`: there was no such station any more, or it left on the way. */
export type BulkOutcome = CommandStatus | "gone";
export const bulkOutcomes = [
  "queued",
  "sent",
  "answered",
  "refused",
  "silent",
  "expired",
  "cancelled",
  "gone",
] as const satisfies readonly BulkOutcome[];

export type BulkCommand = {
  id: string;
  action: string;
  request: unknown;
  requestedBy: string | null;
  createdAt: Date;
  deadlineAt: Date;
  cancelledAt: Date | null;
  total: number;
  outcomes: Record<BulkOutcome, number>;
  answers: Record<string, number>;
  observedCount: number;
  isDone: boolean;
};

export type BulkStation = {
  id: string;
  stationIdentity: string;
  outcome: BulkOutcome;
  commandId: string | null;
  response: unknown | null;
  error: { code: string; description: string | null } | null;
  meaning: Meaning | null;
  sentAt: Date | null;
  settledAt: Date | null;
  observed: Observed | null;
  effect: Effect | null;
};

/** How many have their outcome. */
export const doneCountOf = ({ total, outcomes }: BulkCommand) => total - outcomes.queued - outcomes.sent;
