import { randomUUID } from "node:crypto";
import type { Req, Res } from "@stationmaster/ocpp";
import type { Outcome } from "./connection";

export type TransactionEvent = Req<"TransactionEvent">;

interface Entry {
  event: TransactionEvent;
  messageId: string;
  attempts: number;
  done: () => void;
}

export interface Delivery {
  /** Whether a transaction message may be sent now. */
  isOnline(): boolean;
  send(event: TransactionEvent, messageId: string): Promise<Outcome>;
  onAnswer(event: TransactionEvent, answer: Res<"TransactionEvent">): void;
  onDropped(event: TransactionEvent): void;
  /** MessageAttempts and MessageAttemptInterval, as they are set now. */
  attempts(): { most: number; intervalMs: number };
}

/** Transaction events in the order in which they happened, kept until the CSMS has answered each (E04, E12, E13). */
export class MessageQueue {
  private readonly entries: Entry[] = [];
  private flushing: Promise<void> | undefined;
  private readonly delivery: Delivery;

  constructor(delivery: Delivery) {
    this.delivery = delivery;
  }

  get length(): number {
    return this.entries.length;
  }

  holds(transactionId: string): boolean {
    return this.entries.some(({ event }) => event.transactionInfo.transactionId === transactionId);
  }

  /** Resolves when the event is answered or given up; at once while the station is offline. */
  async push(...events: TransactionEvent[]): Promise<void> {
    const answered = events.map(
      (event) =>
        new Promise<void>((done) => {
          this.entries.push({ event, messageId: randomUUID(), attempts: 0, done });
        }),
    );
    const flushed = this.flush();
    await Promise.race([Promise.all(answered), flushed]);
  }

  flush(): Promise<void> {
    this.flushing ??= this.deliverAll().finally(() => {
      this.flushing = undefined;
    });
    return this.flushing;
  }

  /** What a power cut leaves: nothing of the queue is lost, but a delivery under way begins anew. */
  private async deliverAll(): Promise<void> {
    for (let entry = this.entries[0]; entry && this.delivery.isOnline(); entry = this.entries[0]) {
      const outcome = await this.delivery.send(entry.event, entry.messageId);
      if (outcome.kind === "closed") return;
      if (outcome.kind === "result") {
        this.remove(entry);
        this.delivery.onAnswer(entry.event, outcome.payload as unknown as Res<"TransactionEvent">);
      } else {
        await this.retryOrDrop(entry);
      }
    }
  }

  /** E13: the pause grows with each attempt, and after the last one the event is lost. */
  private async retryOrDrop(entry: Entry): Promise<void> {
    const { most, intervalMs } = this.delivery.attempts();
    entry.attempts++;
    if (entry.attempts < most) return void (await new Promise((go) => setTimeout(go, intervalMs * entry.attempts)));
    this.remove(entry);
    this.delivery.onDropped(entry.event);
  }

  private remove(entry: Entry): void {
    this.entries.splice(this.entries.indexOf(entry), 1);
    entry.done();
  }
}
