import {
  type Action,
  type CommandAction,
  type JsonObject,
  OcppError,
  type Req,
  type Res,
  type StationAction,
  validateRequest,
  validateResponse,
} from "@stationmaster/ocpp";
import type { CallOptions, Connection, Outcome } from "./connection";
import type { DeviceModel } from "./device-model/device-model";
import type { MessageQueue, TransactionEvent } from "./message-queue";
import type { Misbehaviour } from "./misbehaviour";
import type { Random } from "./random";
import type { StationState } from "./station-state";
import type { Timeline } from "./timeline";
import type { Transaction } from "./transaction";

/** Something the CSMS sent that OCPP does not allow. */
export interface Violation {
  why: string;
  text: string;
}

export type Answer<A extends Action> =
  | { kind: "result"; payload: Res<A> }
  | Extract<Outcome, { kind: "error" | "silent" | "closed" }>;

export interface Parts {
  about: { vendorName: string; model: string; serialNumber: string };
  connection: Connection;
  timeline: Timeline;
  random: Random;
  speed: number;
  rebootMs: number;
  retryWaitMs: number | undefined;
  reportsSecurityEvents: boolean;
  isLocalController: boolean;
  behaviour: Misbehaviour;
  state: StationState;
}

/** What every verb of the station works with: its state, its time, and a way to say something. */
export class Station {
  readonly about: Parts["about"];
  readonly connection: Connection;
  readonly timeline: Timeline;
  readonly random: Random;
  readonly speed: number;
  readonly rebootMs: number;
  readonly retryWaitMs: number | undefined;
  readonly reportsSecurityEvents: boolean;
  readonly isLocalController: boolean;
  readonly behaviour: Misbehaviour;
  readonly state: StationState;
  readonly violations: Violation[] = [];
  /** Transaction events that were given up after all attempts (E13). */
  readonly dropped: TransactionEvent[] = [];
  /** Both are made after the station, of which they speak. */
  model!: DeviceModel;
  queue!: MessageQueue;
  noticeVariables: () => void = () => {};
  onViolation: (violation: Violation) => void = () => {};
  onFrame: (direction: "sent" | "received", text: string) => void = () => {};

  /** Whether the station wants its line up: what a person at the station decides, not the network. */
  wantsOnline = false;
  isComingBack = false;
  /** Put away for good: nothing is waited for any more. */
  isClosed = false;
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly waits = new Set<() => void>();
  private held: TransactionEvent | undefined;
  /** What a Pending station was asked for, and so may send (B02). */
  private readonly asked = new Set<StationAction>();

  constructor(parts: Parts) {
    this.about = parts.about;
    this.connection = parts.connection;
    this.timeline = parts.timeline;
    this.random = parts.random;
    this.speed = parts.speed;
    this.rebootMs = parts.rebootMs;
    this.retryWaitMs = parts.retryWaitMs;
    this.reportsSecurityEvents = parts.reportsSecurityEvents;
    this.isLocalController = parts.isLocalController;
    this.behaviour = parts.behaviour;
    this.state = parts.state;
  }

  /** Connected, and accepted by the CSMS. */
  get isOnline(): boolean {
    return this.connection.isOpen && this.state.registration === "Accepted";
  }

  /** What has begun and not ended. */
  get transactions(): Transaction[] {
    const { evses, unplaced } = this.state;
    return [...evses.map(({ transaction }) => transaction), unplaced].filter((it) => it !== undefined);
  }

  /** The station's own idea of the time. */
  timestamp(at: number = this.timeline.now()): string {
    return new Date(at + this.behaviour.clockOffsetSeconds * 1000).toISOString();
  }

  /** Sends a message of ours, which must be valid, and looks strictly at the answer. */
  async send<A extends StationAction>(action: A, payload: Req<A>, options?: CallOptions): Promise<Answer<A>> {
    if (!this.maySend(action)) return { kind: "closed" };
    const valid = validateRequest(action, payload, { unknownProperties: "refuse" });
    const outcome = await this.connection.call(action, valid.payload as JsonObject, options);
    if (outcome.kind !== "result") return outcome;
    return { kind: "result", payload: this.strictly(action, outcome.payload) };
  }

  /** B02: the CSMS has asked for it, so it may be sent before the boot is accepted. */
  permit(action: StationAction): void {
    this.asked.add(action);
  }

  /** A transaction event happened: on its way now, or kept for later. */
  async record(event: TransactionEvent): Promise<void> {
    const { loses, swapsEvents } = this.behaviour;
    if (loses.has(event.eventType)) return;
    if (!swapsEvents) return this.queue.push(event);
    if (!this.held) {
      this.held = event;
      return;
    }
    const earlier = this.held;
    this.held = undefined;
    await this.queue.push(event, earlier);
  }

  async deliver(event: TransactionEvent, id: string): Promise<Outcome> {
    const { resends, addsUnknownProperties } = this.behaviour;
    const payload = (addsUnknownProperties ? { ...event, firmwareHint: "unknown to any schema" } : event) as JsonObject;
    const outcome = await this.connection.call("TransactionEvent", payload, { id });
    if (outcome.kind !== "result") return outcome;
    this.strictly("TransactionEvent", outcome.payload);
    if (resends !== "never")
      await this.connection.call("TransactionEvent", payload, resends === "same id" ? { id } : {});
    return outcome;
  }

  /** Work that nobody waits for, but `idle`. */
  track<T>(work: Promise<T>): Promise<T> {
    this.underWay.add(work);
    const done = () => this.underWay.delete(work);
    work.then(done, done);
    return work;
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  async disconnect(code?: number): Promise<void> {
    this.state.offlineSince ??= this.timeline.now();
    await this.connection.close(code);
  }

  pause(seconds: number): Promise<void> {
    return this.timeline.pause(seconds);
  }

  /** In real time; ends early when the station is closed. */
  wait(ms: number): Promise<void> {
    if (this.isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waits.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.waits.add(done);
    });
  }

  stopWaiting(): void {
    this.isClosed = true;
    for (const done of [...this.waits]) done();
  }

  violate(why: string, text: string): void {
    const violation = { why, text };
    this.violations.push(violation);
    this.onViolation(violation);
  }

  private maySend(action: StationAction): boolean {
    if (!this.connection.isOpen) return false;
    if (action === "BootNotification" || this.state.registration === "Accepted") return true;
    return this.state.registration === "Pending" && this.asked.has(action);
  }

  private strictly<A extends StationAction>(action: A, payload: JsonObject): Res<A> {
    try {
      return validateResponse(action, payload, { unknownProperties: "refuse" }).payload;
    } catch (error) {
      if (!(error instanceof OcppError)) throw error;
      this.violate(`the answer to ${action}: ${error.message}`, JSON.stringify(payload));
      // Taken as it is, so that a test sees both the violation and what comes of it.
      return payload as unknown as Res<A>;
    }
  }
}

export type CommandHandler<A extends CommandAction> = (
  station: Station,
  request: Req<A>,
) => CommandReply<A> | Promise<CommandReply<A>>;

/** The answer to a command, and what follows once it is sent. */
export interface CommandReply<A extends CommandAction> {
  response: Res<A>;
  afterwards?: () => unknown;
}
