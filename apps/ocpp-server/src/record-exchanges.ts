import { type Exchange, newId, redact } from "@stationmaster/domain";
import { type CallFrame, type ErrorFrame, type FrameError, isAction, type ResultFrame } from "@stationmaster/ocpp";
import type { Sent } from "./exchange-command";
import { redactText } from "./redact-text";
import type { ServerParts, Speaker } from "./server-parts";

type Answer = ResultFrame | ErrorFrame;
type Row = Partial<Exchange> & Pick<Exchange, "direction" | "outcome">;

export type Recorder = ReturnType<typeof recordExchanges>;

/** What passes over one connection, for the message log (one row an exchange, no secrets) and for the metrics. */
export function recordExchanges(
  { messageLog, metrics, slow, now }: ServerParts,
  { tenantId, station }: Pick<Speaker, "tenantId" | "station">,
) {
  const keep = (bytes: number, at: Date, row: Row) =>
    messageLog.add({ tenantId, stationId: station.id, id: newId(), at, ...row }, bytes);

  function count(direction: "in" | "out", name: string, outcome: string): string {
    // A station may invent names of actions; the metrics must not grow by them.
    const action = isAction(name) ? name : "unknown";
    metrics.frames.inc({ direction, action, outcome });
    return action;
  }

  return {
    connected(facts: { address: string; securityProfile: number; compressed: boolean }): void {
      keep(0, now(), { direction: "in", outcome: "connected", request: facts });
    },

    disconnected(code: number, reason: string): void {
      keep(reason.length, now(), {
        direction: "in",
        outcome: "disconnected",
        errorCode: String(code),
        errorDescription: reason,
      });
    },

    /** A request of the station and our answer; `repeated` when it was one given before. */
    answered(call: CallFrame, answer: Answer, { at, bytes, ms = 0, repeated = false }: About): void {
      keep(bytes, at, {
        direction: "in",
        action: call.action.slice(0, 100),
        messageId: call.id,
        request: redact(call.payload),
        durationMs: Math.round(ms),
        ...outcomeOf(answer),
      });
      const action = count("in", call.action, repeated ? "repeated" : outcomeOf(answer).outcome);
      if (repeated) return;
      metrics.answerSeconds.observe({ action }, ms / 1000);
      slow(ms, "a slow answer", { tenantId, stationId: station.id, action, messageId: call.id });
    },

    unreadable({ id, code, description }: FrameError, text: string, at: Date): void {
      keep(text.length, at, {
        direction: "in",
        messageId: id,
        outcome: "unreadable",
        errorCode: code,
        errorDescription: description,
        raw: redactText(text),
      });
      count("in", "unknown", "unreadable");
    },

    /** An answer to a call we never made, or gave up: then its action is known. */
    unmatched(frame: Answer, action: string | undefined, { at, bytes }: About): void {
      keep(bytes, at, {
        ...outcomeOf(frame),
        direction: "out",
        action: action ?? null,
        messageId: frame.id,
        outcome: "unmatched",
      });
      count("out", action ?? "unknown", "unmatched");
    },

    /** A request of ours and what came of it. */
    sent({ id, action, request, answer, outcome, sentAt, ms }: Sent): void {
      const isRefused = outcome?.kind === "refused";
      keep(JSON.stringify(request).length, sentAt, {
        direction: "out",
        action,
        messageId: id,
        request: redact(request),
        durationMs: Math.round(ms),
        outcome: isRefused ? "refused" : outcome?.kind === "answered" ? "answered" : "silent",
        ...(answer.kind === "result" ? { response: redact(answer.payload) } : {}),
        ...(isRefused ? { errorCode: outcome.error.code, errorDescription: outcome.error.description } : {}),
      });
      const kind = outcome?.kind ?? "gone";
      metrics.commandSeconds.observe({ action: count("out", action, kind), outcome: kind }, ms / 1000);
    },
  };
}

type About = { at: Date; bytes: number; ms?: number; repeated?: boolean };

const outcomeOf = (answer: Answer) =>
  answer.kind === "result"
    ? { outcome: "answered" as const, response: redact(answer.payload) }
    : {
        outcome: "refused" as const,
        errorCode: answer.code.slice(0, 100),
        errorDescription: answer.description.slice(0, 1_000),
      };
