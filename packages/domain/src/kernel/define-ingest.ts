import type { IngestTransaction } from "@stationmaster/db";
import type { Req, Res, StationAction } from "@stationmaster/ocpp";
import type { Announcement } from "./context";

/** One hot message in a flush. The tenant is put there by the connection, never chosen by the room. */
export type Arrived<A extends StationAction> = {
  n: number;
  tenantId: string;
  stationId: string;
  receivedAt: Date;
  request: Req<A>;
};

/** The reply, sent after the flush is committed, and what to tell whom then. */
export type Reply<A extends StationAction> = { response: Res<A>; announcements: Announcement[] };

/** A hot message: many of many stations and tenants in one set-based statement (ADR 0004). */
export type Ingest<A extends StationAction = StationAction> = {
  kind: "ingest";
  action: A;
  handleMany(tx: IngestTransaction, arrived: Arrived<A>[]): Promise<Reply<A>[]>;
  /** The reply to one that the tables refuse: it is kept in `rejected_messages`, and a CALLERROR would only bring it back. */
  replyToRejected(request: Req<A>): Res<A>;
};

export const defineIngest = <A extends StationAction>(
  action: A,
  handleMany: Ingest<A>["handleMany"],
  replyToRejected: Ingest<A>["replyToRejected"],
): Ingest<A> => ({ kind: "ingest", action, handleMany, replyToRejected });

/** A hot message that needs no database: answered from memory. */
export type Pulse<A extends StationAction = StationAction> = {
  kind: "pulse";
  action: A;
  answer(now: Date): Res<A>;
};

export const definePulse = <A extends StationAction>(action: A, answer: Pulse<A>["answer"]): Pulse<A> => ({
  kind: "pulse",
  action,
  answer,
});
