import type { Logger } from "@stationmaster/runtime";

export type OnMessage = (message: string) => void;
export type Unsubscribe = () => Promise<void>;

/**
 * Short messages between the processes of one installation, each to all who subscribed. Nothing is kept: what a process
 * missed while it was cut off is lost, so messages only say where to look, and `onGap` says that it is time to look.
 */
export interface Bus {
  /** Rejects when it cannot be sent now; the truth is in the database, so callers may go on. */
  publish(topic: string, message: string): Promise<void>;
  /** Resolves once every later message will arrive, however long the connection takes to come. */
  subscribe(topic: string, onMessage: OnMessage): Promise<Unsubscribe>;
  /** Called whenever the connection is back: messages may have been missed. */
  onGap(look: () => void): () => void;
  isConnected(): boolean;
  close(): Promise<void>;
}

export type BusLog = Pick<Logger, "warn" | "info" | "error">;

/** PostgreSQL takes less than 8,000 bytes; one limit for both drivers keeps them interchangeable. */
export const maxMessageBytes = 7_900;

export function refuseTooLong(topic: string, message: string) {
  const bytes = Buffer.byteLength(message);
  if (bytes > maxMessageBytes)
    throw new RangeError(`${bytes} bytes on ${topic}: a message has at most ${maxMessageBytes}`);
}
