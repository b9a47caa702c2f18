import { setTimeout as sleep } from "node:timers/promises";
import type { Acked } from "./generate-charging";
import type { Place } from "./make-company";
import { boot, isAccepted, RawStation } from "./raw-station";
import { energyPerEventWh, eventRequest, eventsPerSession } from "./session-frames";

const pauseMs = 250;

export type Habits = {
  /** Who has waited so long for an answer takes a new line. */
  answerWithinMs?: number;
  /** Between an answer and the next event. */
  restMs?: number;
  /** What the station takes for the time. */
  now?: () => Date;
};

/** A station that charges on through whatever happens to the other side, and keeps its own books: what was answered, and what it was asked. */
export class InsistingStation {
  readonly sessions: Acked[] = [];
  /** Commands by the id of their message, which we have answered. */
  readonly answered = new Map<string, string>();
  /** Answers that were no answers: the station asks again. */
  readonly refused: string[] = [];
  reconnects = -1;
  /** Resolves with the first event that is answered. */
  readonly begun: Promise<void>;
  private hasBegun: () => void = () => {};
  private isOver = false;
  private line: RawStation | undefined;
  private lost = Promise.resolve();
  private hasBooted = false;

  constructor(
    private readonly place: Place,
    private readonly habits: Habits = {},
  ) {
    this.begun = new Promise((resolve) => {
      this.hasBegun = resolve;
    });
  }

  /** Session after session until told to end; the last one is told to its end. */
  async live(): Promise<void> {
    for (let session = 1; !this.isOver; session++) await this.charge(session);
    await this.line?.close();
  }

  end(): void {
    this.isOver = true;
  }

  private async charge(number: number): Promise<void> {
    const { tenant, identity, idToken } = this.place;
    const session: Acked = { identity, tenant, transactionId: `${identity}-${number}`, events: 0, resends: 0 };
    this.sessions.push(session);
    for (let isLast = false; !isLast; ) {
      const seqNo = session.events;
      isLast = seqNo === eventsPerSession - 1 || (this.isOver && seqNo > 0);
      const kind = seqNo === 0 ? "started" : isLast ? "ended" : "updated";
      const registerWh = 100_000 + seqNo * energyPerEventWh;
      const at = this.habits.now?.() ?? new Date();
      const request = eventRequest(kind, { transactionId: session.transactionId, seqNo, registerWh, idToken, at });
      session.resends += (await this.insist("TransactionEvent", request)) - 1;
      session.events += 1;
      this.hasBegun();
      if (this.habits.restMs && !isLast) await sleep(this.habits.restMs);
    }
  }

  /** How often it had to be sent until it was answered. */
  private async insist(action: string, request: string): Promise<number> {
    for (let tries = 1; ; tries++) {
      const answer = await this.ask(await this.connected(), action, request);
      if (answer?.startsWith("[3,")) return tries;
      if (answer) {
        this.refused.push(answer);
        await sleep(pauseMs);
      }
    }
  }

  /** Nothing when the line was cut before the answer came, or when none came and it was given up. */
  private ask(line: RawStation, action: string, request: string): Promise<string | undefined> {
    return this.patiently(line, Promise.race([line.ask(action, request), this.lost.then(() => undefined)]));
  }

  private async patiently<T>(line: RawStation, coming: Promise<T>): Promise<T> {
    const timer = setTimeout(() => line.cut(), this.habits.answerWithinMs ?? 60_000);
    return coming.finally(() => clearTimeout(timer));
  }

  private async connected(): Promise<RawStation> {
    while (!this.line) {
      try {
        this.line = await this.connect();
        this.reconnects += 1;
      } catch {
        await sleep(pauseMs);
      }
    }
    return this.line;
  }

  private async connect(): Promise<RawStation> {
    const { url, tenant, identity, password } = this.place;
    const line = new RawStation(`${url}/${tenant}`, identity, password, false);
    this.lost = new Promise((resolve) => {
      line.onLost = () => {
        if (this.line === line) this.line = undefined;
        resolve();
      };
    });
    line.onCommand = (id, action) => {
      if (action !== "GetLocalListVersion") return undefined;
      this.answered.set(id, action);
      return '{"versionNumber":0}';
    };
    await this.patiently(line, line.opened);
    if (!this.hasBooted) {
      const answer = await this.ask(line, "BootNotification", boot);
      if (!answer || !isAccepted(answer)) {
        line.cut();
        throw new Error(`not accepted: ${answer}`);
      }
      this.hasBooted = true;
    }
    return line;
  }
}
