/** One row of the OCPP timeline: a request with its answer, or a cut of the connection. */
export type Exchange = {
  id: string;
  at: Date;
} & (
  | {
      kind: "call";
      /** in: from the station. */
      direction: "in" | "out";
      messageId: string | null;
      action: string;
      request: unknown;
      /** Null while unanswered. */
      answer:
        | { kind: "result"; payload: unknown }
        | { kind: "error"; code: string; description: string; details: unknown }
        | null;
      answeredAt: Date | null;
      /** An out call that got no answer in time. */
      silent: boolean;
    }
  | { kind: "unreadable"; direction: "in"; raw: string; problem: string }
  | { kind: "connected"; detail: string | null }
  | { kind: "disconnected"; detail: string | null }
);
