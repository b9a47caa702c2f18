import { type ErrorFrame, encodeFrame, type FrameError, type JsonObject, type ResultFrame } from "@stationmaster/ocpp";

/** What came back for a CALL of ours. `broken`: an answer that is no frame. `gone`: the connection ended first. */
export type CallAnswer =
  | { kind: "result"; payload: JsonObject }
  | { kind: "error"; code: string; description: string; details: unknown }
  | { kind: "broken"; description: string }
  | { kind: "silent" }
  | { kind: "gone" };

export type Answered = {
  answer: CallAnswer;
  /** Lets the next frame of the station be handled: what came of this one is written. */
  release(): void;
};

type Pending = { id: string; action: string; finish(answer: CallAnswer): void; written: Promise<void> };

const lateKept = 8;

export type Calls = ReturnType<typeof calls>;

/** Our side of a connection: one CALL of ours at a time, whatever the station asks meanwhile. */
export function calls({ send, answerWithinMs }: { send(text: string): void; answerWithinMs: number }) {
  let pending: Pending | undefined;
  let isOver = false;
  const late = new Map<string, string>();

  function start(id: string, action: string, payload: JsonObject): Promise<Answered> {
    if (isOver) return Promise.resolve({ answer: { kind: "gone" }, release: () => undefined });
    return new Promise((resolve) => {
      let release: () => void = () => undefined;
      const written = new Promise<void>((done) => {
        release = done;
      });
      const timer = setTimeout(() => {
        late.set(id, action);
        if (late.size > lateKept) late.delete(late.keys().next().value ?? "");
        finish({ kind: "silent" });
      }, answerWithinMs);
      const finish = (answer: CallAnswer) => {
        clearTimeout(timer);
        pending = undefined;
        resolve({ answer, release });
      };
      pending = { id, action, finish, written };
      send(encodeFrame({ kind: "call", id, action, payload }));
    });
  }

  function finish(id: string, answer: CallAnswer): Promise<void> | undefined {
    if (pending?.id !== id) return undefined;
    const { written } = pending;
    pending.finish(answer);
    return written;
  }

  return {
    start,

    /** An answer of the station; resolves when what came of it is written. Undefined when we asked nothing under that id. */
    answered(frame: ResultFrame | ErrorFrame): Promise<void> | undefined {
      return finish(frame.id, frame.kind === "result" ? { kind: "result", payload: frame.payload } : errorOf(frame));
    },

    brokenAnswer: ({ id, description }: FrameError) => finish(id, { kind: "broken", description }),

    /** The action of a call that was given up, when this answers one. */
    lateAnswerTo: (id: string) => late.get(id),

    over(): void {
      isOver = true;
      pending?.finish({ kind: "gone" });
    },
  };
}

const errorOf = ({ code, description, details }: ErrorFrame): CallAnswer => ({
  kind: "error",
  code,
  description,
  details,
});
