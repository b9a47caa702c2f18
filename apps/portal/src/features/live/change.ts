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
