import type { CommandRow, Outcome } from "@stationmaster/domain";
import type { CommandAction, JsonObject, Res } from "@stationmaster/ocpp";
import { v4 as uuidv4 } from "uuid";
import type { Answered, CallAnswer, Calls } from "./calls";
import { outcomeOf } from "./outcome-of";

export type Sent = {
  id: string;
  action: string;
  request: JsonObject;
  answer: CallAnswer;
  outcome: Outcome | undefined;
  sentAt: Date;
  ms: number;
};

type Line = { calls: Calls; now(): Date; sent(exchange: Sent): void };

/** What came of a command; undefined when the connection was gone before. `release` lets the station's next frame be handled. */
export type Exchanged = { outcome: Outcome | undefined; release(): void };

/** Sends all parts of one command, one after the other; the first that is not answered speaks for the whole, and keeps what was answered before. */
export async function exchangeCommand(
  { calls, now, sent }: Line,
  command: CommandRow,
  requests: JsonObject[],
  join: ((responses: Res<CommandAction>[]) => Res<CommandAction>) | undefined,
): Promise<Exchanged> {
  // The row was checked against its action's schema when it was queued.
  const action = command.action as CommandAction;
  const responses: Res<CommandAction>[] = [];
  const joined = (some: typeof responses) => (some.length > 1 && join ? join(some) : some[0]);
  let last: Answered | undefined;
  for (const [index, request] of requests.entries()) {
    last?.release();
    const id = index === 0 ? (command.messageId ?? uuidv4()) : uuidv4();
    const sentAt = now();
    const began = performance.now();
    last = await calls.start(id, action, request);
    const outcome = outcomeOf(action, last.answer);
    sent({ id, action, request, answer: last.answer, outcome, sentAt, ms: performance.now() - began });
    if (outcome?.kind !== "answered")
      return { outcome: withAnswers(outcome, joined(responses)), release: last.release };
    responses.push(outcome.response);
  }
  return { outcome: { kind: "answered", response: joined(responses)! }, release: last!.release };
}

const withAnswers = (outcome: Outcome | undefined, soFar: Res<CommandAction> | undefined): Outcome | undefined =>
  soFar && (outcome?.kind === "refused" || outcome?.kind === "silent") ? { ...outcome, soFar } : outcome;
