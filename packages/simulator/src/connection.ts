import { randomUUID } from "node:crypto";
import {
  type CallFrame,
  decodeFrame,
  type ErrorFrame,
  encodeFrame,
  type Frame,
  FrameError,
  type JsonObject,
  type ResultFrame,
} from "@stationmaster/ocpp";
import type { WebSocket } from "ws";
import { openSocket, type SocketSettings } from "./open-socket";

/** What became of a call of ours. */
export type Outcome =
  | { kind: "result"; payload: JsonObject }
  | { kind: "error"; code: string; description: string; details: unknown }
  | { kind: "silent" }
  | { kind: "closed" };

export interface CallOptions {
  id?: string;
  timeoutMs?: number;
  /** Does not wait for the answer to the call before: what OCPP forbids and stations do. */
  concurrently?: boolean;
}

export interface ConnectionEvents {
  onCall(frame: CallFrame): void;
  onClose(code: number, reason: string): void;
  onFrame(direction: "sent" | "received", text: string): void;
  onViolation(why: string, text: string): void;
}

interface Pending {
  settle: (outcome: Outcome) => void;
  timer: NodeJS.Timeout;
}

/** One socket after the other to the same CSMS, with one call of ours in flight at a time. */
export class Connection {
  private socket: WebSocket | undefined;
  private opening: Promise<void> | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly pending = new Map<string, Pending>();
  private readonly givenUp = new Set<string>();
  readonly settings: SocketSettings;
  private readonly events: ConnectionEvents;

  constructor(settings: SocketSettings, events: ConnectionEvents) {
    this.settings = settings;
    this.events = events;
  }

  get isOpen(): boolean {
    return this.socket?.readyState === 1;
  }

  /** However often it is asked for, there is one socket. */
  open(): Promise<void> {
    if (this.isOpen) return Promise.resolve();
    this.opening ??= this.openOne().finally(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  private async openOne(): Promise<void> {
    const { socket, opened } = openSocket(this.settings, (data, isBinary) => this.receive(data.toString(), isBinary));
    this.socket = socket;
    await opened;
    socket.on("close", (code, reason) => {
      if (this.socket !== socket) return;
      this.socket = undefined;
      for (const { settle } of [...this.pending.values()]) settle({ kind: "closed" });
      this.events.onClose(code, reason.toString());
    });
  }

  /** Resolves once the answer is here, or there will be none. Never rejects. */
  call(action: string, payload: JsonObject, options: CallOptions = {}): Promise<Outcome> {
    if (options.concurrently) return this.exchange(action, payload, options);
    const outcome = this.turn.then(() => this.exchange(action, payload, options));
    this.turn = outcome;
    return outcome;
  }

  answer(frame: Frame): void {
    this.sendRaw(encodeFrame(frame));
  }

  sendRaw(data: string | Buffer): void {
    if (!this.isOpen) return;
    this.events.onFrame("sent", data.toString());
    this.socket?.send(data);
  }

  /** The first part of a message whose rest never comes. */
  sendUnfinished(text: string): void {
    if (this.isOpen) this.socket?.send(text, { fin: false });
  }

  ping(): void {
    if (this.isOpen) this.socket?.ping();
  }

  /** A station that stops reading: what arrives stays in the buffers of the network. */
  stopReading(): void {
    this.socket?.pause();
  }

  resumeReading(): void {
    this.socket?.resume();
  }

  /** Without `code` the line just goes dead, as when the power fails. */
  async close(code?: number): Promise<void> {
    const { socket } = this;
    if (!socket || socket.readyState === 3) return;
    if (socket.readyState === 0) return socket.terminate();
    const closed = new Promise((resolve) => socket.once("close", resolve));
    if (code === undefined) socket.terminate();
    else socket.close(code);
    const timer = setTimeout(() => socket.terminate(), 2_000);
    await closed;
    clearTimeout(timer);
  }

  private exchange(action: string, payload: JsonObject, { id = randomUUID(), timeoutMs }: CallOptions) {
    return new Promise<Outcome>((resolve) => {
      if (!this.isOpen) return resolve({ kind: "closed" });
      const settle = (outcome: Outcome) => {
        clearTimeout(timer);
        this.pending.delete(id);
        if (outcome.kind === "silent") this.givenUp.add(id);
        resolve(outcome);
      };
      const timer = setTimeout(() => settle({ kind: "silent" }), timeoutMs ?? this.settings.timeoutMs);
      this.pending.set(id, { settle, timer });
      this.sendRaw(encodeFrame({ kind: "call", id, action, payload }));
    });
  }

  private receive(text: string, isBinary: boolean): void {
    this.events.onFrame("received", text);
    try {
      if (isBinary) this.events.onViolation("a binary frame", text);
      else this.take(decodeFrame(text), text);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.events.onViolation(error.message, text);
      this.pending.get(error.id)?.settle({ kind: "silent" });
      const { id, code, description } = error;
      if (!error.ignore) this.answer({ kind: "error", id, code, description, details: {} });
    }
  }

  private take(frame: Frame, text: string): void {
    const pending = this.pending.get(frame.id);
    if (frame.kind === "call") this.events.onCall(frame);
    else if (pending) pending.settle(outcomeOf(frame));
    // An answer after our timeout is late, not wrong; "-1" is about a frame whose id could not be read.
    else if (frame.id !== "-1" && !this.givenUp.has(frame.id))
      this.events.onViolation("an answer to no call of ours", text);
  }
}

const outcomeOf = ({ id: _, ...outcome }: ResultFrame | ErrorFrame): Outcome => outcome;
