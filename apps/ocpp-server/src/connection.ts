import type { ConnectionTenant, SpeakingStation, Standing } from "@stationmaster/domain";
import { type ErrorFrame, encodeFrame, type Frame, FrameError, type ResultFrame } from "@stationmaster/ocpp";
import { WebSocket } from "ws";
import { answerCall, type ReceivedCall } from "./answer-call";
import { type Calls, calls } from "./calls";
import { type Delivery, delivery } from "./deliver";
import { NotStoredInTime } from "./group-commit";
import { type Inbox, inbox } from "./inbox";
import { inTime } from "./insist";
import { type KeepAlive, keepAlive } from "./keep-alive";
import { readFrame } from "./read-frame";
import { type Recorder, recordExchanges } from "./record-exchanges";
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
  readonly #onEnd: Opening["onEnd"];
  readonly #recorder: Recorder;
  readonly #calls: Calls;
  readonly #inbox: Inbox<Received>;
  readonly #life: KeepAlive;
  readonly #inProcess = new Set<string>();
  #boot: Promise<void> | undefined;
  #isEnding = false;
  #isCounted = false;

  constructor(parts: ServerParts, socket: WebSocket, opening: Opening) {
    const { tenant, station, standing, address, securityProfile, after, onEnd } = opening;
    const { limits } = parts;
    this.#parts = parts;
    this.#socket = socket;
    this.#onEnd = onEnd;
    this.tenant = tenant;
    this.tenantId = tenant.id;
    this.station = station;
    this.standing = standing;
    this.#recorder = recordExchanges(parts, this);
    this.#calls = calls({ send: (text) => this.#send(text), answerWithinMs: limits.answerWithinMs });
    this.#inbox = inbox<Received>({
      limits,
      after,
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
      onEnd: (why) => (why === "unfinished" ? this.close(why) : this.#cutOff(why)),
    });
    this.delivery = delivery(parts, {
      speaker: this,
      calls: this.#calls,
      bootAnswered: () => this.#boot ?? Promise.resolve(),
      sent: this.#recorder.sent,
    });
    socket.on("message", (data: Buffer, isBinary) => this.#onMessage(data, isBinary));
    socket.on("pong", () => this.#heard("pong"));
    // What is wrong is told again by the close that follows.
    socket.on("error", () => undefined);
    socket.once("close", (code, reason) => this.#onClose(code, reason.toString()));
    const compressed = socket.extensions.includes("permessage-deflate");
    this.#recorder.connected({ address, securityProfile, compressed });
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
    this.#countClose(why);
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

  #cutOff(why: "dead" | "does-not-read"): void {
    this.#countClose(why);
    this.#socket.terminate();
  }

  /** By the first reason: a station that was told to go and is cut off for not going is counted once. */
  #countClose(why: string): void {
    if (this.#isCounted) return;
    this.#isCounted = true;
    this.#parts.metrics.closes.inc({ why });
  }

  #onMessage(data: Buffer, isBinary: boolean): void {
    if (this.#isEnding) return;
    this.#heard("message");
    const received = { ...readFrame(data, isBinary), at: this.#parts.now() };
    const { frame, text, at } = received;
    if (!(frame instanceof FrameError) && frame.kind === "call") {
      if (this.#inProcess.has(frame.id)) {
        this.#refuseRepeated({ call: frame, text, at });
        return;
      }
      this.#inProcess.add(frame.id);
    }
    this.#inbox.push(received);
  }

  async #handle({ frame, text, at }: Received): Promise<void> {
    try {
      if (frame instanceof FrameError) await this.#refuseUnreadable(frame, text, at);
      else if (frame.kind !== "call") await this.#takeAnswer(frame, text, at);
      else if (frame.action === "BootNotification") await this.#answerBoot({ call: frame, text, at });
      else await this.#answer({ call: frame, text, at });
    } catch (error) {
      if (!(error instanceof NotStoredInTime))
        this.#parts.log.error({ ...this.#who, why: factsOf(error) }, "a frame could not be handled");
      // Unanswered, the station keeps what it said and brings it again; so with everything behind it.
      this.#inbox.clear();
      this.close("unavailable");
    } finally {
      if (!(frame instanceof FrameError) && frame.kind === "call") this.#inProcess.delete(frame.id);
    }
  }

  async #answerBoot(received: ReceivedCall): Promise<void> {
    this.#boot = this.#answer(received);
    try {
      await this.#boot;
    } finally {
      this.#boot = undefined;
    }
    this.delivery.registered();
  }

  #answer(received: ReceivedCall): Promise<void> {
    const isBoot = received.call.action === "BootNotification";
    const line = {
      speaker: this,
      recorder: this.#recorder,
      send: (text: string) => this.#send(text),
      decided: (answer: ResultFrame | ErrorFrame) => isBoot && answer.kind === "result" && this.#booted(answer),
    };
    return answerCall(this.#parts, line, received);
  }

  #booted({ payload }: ResultFrame): void {
    // The reply was checked against its schema.
    const status = payload.status as Standing["registrationStatus"];
    this.standing = { bootStatus: status, registrationStatus: status };
  }

  #refuseRepeated({ call, text, at }: ReceivedCall): void {
    const description = "a request with this message id is still in process";
    const answer: ErrorFrame = { kind: "error", id: call.id, code: "RpcFrameworkError", description, details: {} };
    this.#send(encodeFrame(answer));
    this.#recorder.answered(call, answer, { at, bytes: text.length });
  }

  async #takeAnswer(frame: ResultFrame | ErrorFrame, text: string, at: Date): Promise<void> {
    const written = this.#calls.answered(frame);
    // Not for longer than any other work: the station's next frame waits for it.
    if (written) return inTime(written, this.#parts.limits.giveUpMs);
    this.#recorder.unmatched(frame, this.#calls.lateAnswerTo(frame.id), { at, bytes: text.length });
  }

  async #refuseUnreadable(error: FrameError, text: string, at: Date): Promise<void> {
    this.#parts.presence.countBadFrame(this.#who);
    this.#recorder.unreadable(error, text, at);
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
    // 1006: the socket was gone without a close frame (RFC 6455, 7.1.5).
    this.#countClose(code === 1006 ? "lost" : "left");
    this.#life.stop();
    this.#calls.over();
    this.#parts.presence.left(this.#who);
    this.#recorder.disconnected(code, reason);
    this.#parts.metrics.connections.dec();
    void this.delivery.over();
    this.#onEnd(this);
  }

  get #who() {
    return { tenantId: this.tenantId, id: this.station.id, epoch: this.station.epoch };
  }
}
