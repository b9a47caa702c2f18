import { type CallFrame, type ErrorFrame, encodeFrame, type ResultFrame } from "@stationmaster/ocpp";
import { receive } from "./receive";
import type { Recorder } from "./record-exchanges";
import type { ServerParts, Speaker } from "./server-parts";

export type ReceivedCall = { call: CallFrame; text: string; at: Date };

type Line = {
  speaker: Speaker;
  recorder: Recorder;
  send(text: string): void;
  /** Between the commit and the answer. */
  decided(answer: ResultFrame | ErrorFrame): void;
};

/** Answers one request: as before when it comes again under its id, else by what the room says. */
export async function answerCall(parts: ServerParts, line: Line, { call, text, at }: ReceivedCall): Promise<void> {
  const { speaker, recorder, send } = line;
  const { id: stationId, epoch } = speaker.station;
  const began = performance.now();
  const fingerprint = parts.answered.fingerprint(text);
  const before = parts.answered.find(stationId, epoch, call, fingerprint);
  if (before) {
    send(before);
    const answer: ResultFrame = { kind: "result", id: call.id, payload: JSON.parse(before)[2] };
    recorder.answered(call, answer, { at, bytes: text.length + before.length, repeated: true });
    return;
  }
  const answer = await receive(parts, speaker, { call, receivedAt: at });
  const answerText = encodeFrame(answer);
  // A refusal may be another the next time: after the boot, after a repair.
  if (answer.kind === "result")
    parts.answered.remember(stationId, epoch, call.id, fingerprint, answerText, performance.now());
  line.decided(answer);
  send(answerText);
  recorder.answered(call, answer, { at, bytes: text.length + answerText.length, ms: performance.now() - began });
}
