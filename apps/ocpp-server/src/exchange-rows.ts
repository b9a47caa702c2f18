import type { Exchange } from "@stationmaster/domain";
import type { CallFrame, ErrorFrame, FrameError, ResultFrame } from "@stationmaster/ocpp";
import { v7 as uuidv7 } from "uuid";
import type { Sent } from "./deliver";
import { redact, redactText } from "./redact";

type About = Pick<Exchange, "tenantId" | "stationId">;

/** The rows of the message log, one an exchange, without secrets. */
export const answeredRow = (
  about: About,
  at: Date,
  call: CallFrame,
  answer: ResultFrame | ErrorFrame,
  durationMs: number,
): Exchange => ({
  ...about,
  id: uuidv7(),
  at,
  direction: "in",
  action: call.action.slice(0, 100),
  messageId: call.id,
  request: redact(call.payload),
  durationMs: Math.round(durationMs),
  ...(answer.kind === "result"
    ? { outcome: "answered", response: redact(answer.payload) }
    : { outcome: "refused", errorCode: answer.code, errorDescription: answer.description }),
});

export const unreadableRow = (
  about: About,
  at: Date,
  text: string,
  { id, code, description }: FrameError,
): Exchange => ({
  ...about,
  id: uuidv7(),
  at,
  direction: "in",
  messageId: id,
  outcome: "unreadable",
  errorCode: code,
  errorDescription: description,
  raw: redactText(text),
});

/** An answer to a call we never made, or gave up. */
export const unmatchedRow = (
  about: About,
  at: Date,
  frame: ResultFrame | ErrorFrame,
  action: string | undefined,
): Exchange => ({
  ...about,
  id: uuidv7(),
  at,
  direction: "out",
  action: action ?? null,
  messageId: frame.id,
  outcome: "unmatched",
  ...(frame.kind === "result"
    ? { response: redact(frame.payload) }
    : { errorCode: frame.code.slice(0, 100), errorDescription: frame.description.slice(0, 1_000) }),
});

export function sentRow(about: About, { id, action, request, answer, outcome, sentAt, durationMs }: Sent): Exchange {
  const row = {
    ...about,
    id: uuidv7(),
    at: sentAt,
    direction: "out" as const,
    action,
    messageId: id,
    request: redact(request),
    durationMs: Math.round(durationMs),
  };
  const response = answer.kind === "result" ? { response: redact(answer.payload) } : {};
  if (outcome?.kind === "refused")
    return {
      ...row,
      ...response,
      outcome: "refused",
      errorCode: outcome.error.code,
      errorDescription: outcome.error.description,
    };
  return { ...row, ...response, outcome: outcome?.kind === "answered" ? "answered" : "silent" };
}

export const connectedRow = (about: About, at: Date, facts: Record<string, unknown>): Exchange => ({
  ...about,
  id: uuidv7(),
  at,
  direction: "in",
  outcome: "connected",
  request: facts,
});

export const disconnectedRow = (
  about: About,
  at: Date,
  { code, reason }: { code: number; reason: string },
): Exchange => ({
  ...about,
  id: uuidv7(),
  at,
  direction: "in",
  outcome: "disconnected",
  errorCode: String(code),
  errorDescription: reason,
});
