import type { ConnectionTenant, SpeakingStation, Standing } from "@stationmaster/domain";
import {
  type CallFrame,
  type ErrorFrame,
  encodeFrame,
  type Frame,
  FrameError,
  isAction,
  type ResultFrame,
} from "@stationmaster/ocpp";
import { WebSocket } from "ws";
import { type Calls, calls } from "./calls";
import { type Delivery, delivery, type Sent } from "./deliver";
import { answeredRow, connectedRow, disconnectedRow, sentRow, unmatchedRow, unreadableRow } from "./exchange-rows";
import { NotStoredInTime } from "./group-commit";
import { type Inbox, inbox } from "./inbox";
import { type KeepAlive, keepAlive } from "./keep-alive";
import { readFrame } from "./read-frame";
import { receive } from "./receive";
import type { ServerParts, Speaker } from "./server-parts";
import { factsOf } from "./verdict";

type Received = { frame: Frame | FrameError; text: string; at: Date };

/** Why we end a connection, as it is counted and as the station hears it. */
const closings = {
  replaced: [1008, "replaced by a newer connection of this station"],
  removed: [1008, "this station is not here any more"],
  suspended: [1008, "this tenant is suspended"],
  unavailable: [1013, "messages cannot be stored now; try again later"],
  unfinished: [1008, "a message was begun and never finished"],
  draining: [1001, "the server is being restarted"],
} as const;
/** A station that is told to go and does not is cut off. */
const closeWithinMs = 2_000;

export type Opening = {
  tenant: ConnectionTenant;
  station: SpeakingStation;
  standing: Standing;
  address: string;
  securityProfile: number;
  /** Resolves when the frames of the station's older connection are handled. */
  after: Promise<void>;
  onEnd(connection: Connection): void;
};

/** One station's socket. Its frames are handled one after the other; ours go out beside them. */
export class Connection implements Speaker {
  readonly tenantId: string;
  readonly station: SpeakingStation;
  readonly delivery: Delivery;
  tenant: ConnectionTenant;
  standing: Standing;
  readonly #parts: ServerParts;
  readonly #socket: WebSocket;
  readonly #opening: Opening;
  readonly #calls: Calls;
  readonly #inbox: Inbox<Received>;
  readonly #life: KeepAlive;
  readonly #inProcess = new Set<string>();
  #boot: Promise<void> | undefined;
  #isEnding = false;

  constructor(parts: ServerParts, socket: WebSocket, opening: Opening) {
    const { limits } = parts;
    this.#parts = parts;
    this.#socket = socket;
    this.#opening = opening;
    this.tenant = opening.tenant;
    this.tenantId = opening.tenant.id;
    this.station = opening.station;
    this.standing = opening.standing;
    this.#calls = calls({
      send: (call) => this.#send(encodeFrame({ kind: "call", ...call })),
      answerWithinMs: limits.answerWithinMs,
    });
    this.#inbox = inbox<Received>({
      limits,
      after: opening.after,
      handle: (received) => this.#handle(received),
      pause: () => {
        parts.metrics.paused.inc();
        socket.pause();
      },
      resume: () => socket.resume(),
    });
    this.#life = keepAlive({
      socket,
      limits,
      isPaused: this.#inbox.isPaused,
      onDead: (why) => (why === "unfinished" ? this.close(why) : this.#cutOff(why)),
    });
    this.delivery = delivery(parts, {
      speaker: this,
      calls: this.#calls,
      bootAnswered: () => this.#boot ?? Promise.resolve(),
      sent: (sent) => this.#logSent(sent),
    });
    socket.on("message", (data: Buffer, isBinary) => this.#onMessage(data, isBinary));
    socket.on("pong", () => this.#heard("pong"));
    // What is wrong is told again by the close that follows.
    socket.on("error", () => undefined);
    socket.once("close", (code, reason) => this.#onClose(code, reason.toString()));
    const { address, securityProfile } = opening;
    const compressed = socket.extensions.includes("permessage-deflate");
    parts.messageLog.add(connectedRow(this.#about, parts.now(), { address, securityProfile, compressed }), 0);
    parts.metrics.connections.inc();
  }

  /** When all frames that have come so far are handled. */
  handled(): Promise<void> {
    return this.#inbox.handled();
  }

  close(why: keyof typeof closings): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    const [code, reason] = closings[why];
    this.#parts.metrics.closes.inc({ why });
    this.#socket.close(code, reason);
    setTimeout(() => this.#socket.terminate(), closeWithinMs).unref();
  }

  /** Listens no more; what has come is still answered. */
  stopReading(): void {
    this.#socket.pause();
  }

  /** What is asked and not yet answered has no more time. */
  giveUpCalls(): void {
    this.#calls.over();
  }

  #cutOff(why: string): void {
    this.#parts.metrics.closes.inc({ why });
    this.#socket.terminate();
  }

  #onMessage(data: Buffer, isBinary: boolean): void {
    if (this.#isEnding) return;
    this.#heard("message");
    const received = { ...readFrame(data, isBinary), at: this.#parts.now() };
    const { frame } = received;
    if (!(frame instanceof FrameError) && frame.kind === "call") {
      if (this.#inProcess.has(frame.id)) return this.#refuseRepeated(frame, received);
      this.#inProcess.add(frame.id);
    }
    this.#inbox.push(received);
  }

  async #handle({ frame, text, at }: Received): Promise<void> {
    try {
      if (frame instanceof FrameError) await this.#refuseUnreadable(frame, text, at);
      else if (frame.kind !== "call") await this.#takeAnswer(frame, text, at);
      else if (frame.action === "BootNotification") await this.#answerBoot(frame, text, at);
      else await this.#answer(frame, text, at);
    } catch (error) {
      if (!(error instanceof NotStoredInTime))
        this.#parts.log.error({ ...this.#about, why: factsOf(error) }, "a frame could not be handled");
      // Unanswered, the station keeps what it said and brings it again; so with everything behind it.
      this.#inbox.clear();
      this.close("unavailable");
    } finally {
      if (!(frame instanceof FrameError)) this.#inProcess.delete(frame.id);
    }
  }

  async #answerBoot(call: CallFrame, text: string, at: Date): Promise<void> {
    this.#boot = this.#answer(call, text, at);
    try {
      await this.#boot;
    } finally {
      this.#boot = undefined;
    }
    this.delivery.wake();
  }

  async #answer(call: CallFrame, text: string, at: Date): Promise<void> {
    const { answered } = this.#parts;
    const { id: stationId, epoch } = this.station;
    const began = performance.now();
    const fingerprint = answered.fingerprint(text);
    const before = answered.find(stationId, epoch, call, fingerprint);
    if (before) return this.#answerAgain(call, text, at, before);
    const answer = await receive(this.#parts, this, { call, receivedAt: at });
    const answerText = encodeFrame(answer);
    if (answer.kind === "result") {
      answered.remember(stationId, epoch, call.id, fingerprint, answerText, at.getTime());
      if (call.action === "BootNotification") this.#booted(answer);
    }
    this.#send(answerText);
    const ms = performance.now() - began;
    this.#parts.messageLog.add(answeredRow(this.#about, at, call, answer, ms), text.length + answerText.length);
    const action = this.#count("in", call.action, answer.kind === "result" ? "answered" : "refused");
    this.#parts.metrics.answerSeconds.observe({ action }, ms / 1000);
  }

  #answerAgain(call: CallFrame, text: string, at: Date, answerText: string): void {
    this.#send(answerText);
    const answer: ResultFrame = { kind: "result", id: call.id, payload: JSON.parse(answerText)[2] };
    this.#parts.messageLog.add(answeredRow(this.#about, at, call, answer, 0), text.length + answerText.length);
    this.#count("in", call.action, "repeated");
  }

  #booted({ payload }: ResultFrame): void {
    // The reply was checked against its schema.
    const status = payload.status as Standing["registrationStatus"];
    this.standing = { bootStatus: status, registrationStatus: status };
  }

  #refuseRepeated(call: CallFrame, { text, at }: Received): void {
    const description = "a request with this message id is still in process";
    const answer: ErrorFrame = { kind: "error", id: call.id, code: "RpcFrameworkError", description, details: {} };
    this.#send(encodeFrame(answer));
    this.#parts.messageLog.add(answeredRow(this.#about, at, call, answer, 0), text.length);
    this.#count("in", call.action, "refused");
  }

  async #takeAnswer(frame: ResultFrame | ErrorFrame, text: string, at: Date): Promise<void> {
    const written = this.#calls.answered(frame);
    if (written) return written;
    const action = this.#calls.lateAnswerTo(frame.id);
    this.#parts.messageLog.add(unmatchedRow(this.#about, at, frame, action), text.length);
    this.#count("out", action ?? "unknown", "unmatched");
  }

  async #refuseUnreadable(error: FrameError, text: string, at: Date): Promise<void> {
    this.#parts.presence.countBadFrame(this.#who);
    this.#parts.messageLog.add(unreadableRow(this.#about, at, text, error), text.length);
    this.#count("in", "unknown", "unreadable");
    if (error.ignore) return this.#calls.brokenAnswer(error);
    const { id, code, description } = error;
    this.#send(encodeFrame({ kind: "error", id, code, description, details: {} }));
  }

  #send(text: string): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(text);
    if (this.#socket.bufferedAmount > this.#parts.limits.unsentBytes) this.#cutOff("does-not-read");
  }

  #heard(what: "message" | "pong"): void {
    this.#life.heard(what);
    this.#parts.presence.saw(this.#who);
  }

  #onClose(code: number, reason: string): void {
    this.#isEnding = true;
    this.#life.stop();
    this.#calls.over();
    this.#parts.presence.left(this.#who);
    this.#parts.messageLog.add(disconnectedRow(this.#about, this.#parts.now(), { code, reason }), reason.length);
    this.#parts.metrics.connections.dec();
    void this.delivery.over();
    this.#opening.onEnd(this);
  }

  #logSent(sent: Sent): void {
    const outcome = sent.outcome?.kind ?? "gone";
    this.#parts.messageLog.add(sentRow(this.#about, sent), sent.bytes);
    this.#parts.metrics.commandSeconds.observe({ action: sent.action, outcome }, sent.durationMs / 1000);
    this.#count("out", sent.action, outcome);
  }

  /** A station may invent names of actions; the metrics must not grow by them. */
  #count(direction: "in" | "out", name: string, outcome: string): string {
    const action = isAction(name) ? name : "unknown";
    this.#parts.metrics.frames.inc({ direction, action, outcome });
    return action;
  }

  get #about() {
    return { tenantId: this.tenantId, stationId: this.station.id };
  }

  get #who() {
    return { tenantId: this.tenantId, id: this.station.id, epoch: this.station.epoch };
  }
}
