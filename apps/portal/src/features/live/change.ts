export type LiveKind =
  | "station"
  | "connector"
  | "transaction"
  | "command"
  | "message"
  | "report"
  | "variables"
  | "room";
export type LiveChange = { kind: LiveKind; id: string; stationId?: string | undefined };

/** What the subscription yields: once at the start with no changes, then each gathered batch. */
export type LiveBatch = {
  at: Date;
  changes: LiveChange[];
  /** Changes were lost or too many: everything may be old. */
  missed?: boolean;
};
