import { type Sql, withTenants } from "@stationmaster/db";
import { transactionEvent } from "@stationmaster/domain/transactions";
import type { Delivery } from "./mishaps";

/** The events of one session, in the order in which they arrived. */
export type Heard = { tenantId: string; stationId: string; deliveries: Delivery[] };

const eventsAtOnce = 500;
const flushesAtOnce = 2;

/**
 * Tells the past to the same room that hears the present, as of when it was heard. In a flush each session is once at most,
 * as with real stations: the first events of all sessions, then their second ones, and so on. What a station says is never in two
 * flushes that go on at a time, here as there.
 */
export async function writeHistory(ingest: Sql, heard: Heard[]): Promise<number> {
  const stations = new Map([...new Set(heard.map(({ stationId }) => stationId))].map((id, index) => [id, index]));
  const shares = Array.from({ length: flushesAtOnce }, (_, share) =>
    heard.filter(({ stationId }) => stations.get(stationId)! % flushesAtOnce === share),
  );
  const counts = await Promise.all(shares.map((share) => writeShare(ingest, share)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function writeShare(ingest: Sql, heard: Heard[]): Promise<number> {
  let written = 0;
  for (let round = 0; ; round++) {
    const told = heard.flatMap(({ tenantId, stationId, deliveries }) => {
      const delivery = deliveries[round];
      return delivery
        ? [{ tenantId, stationId, receivedAt: new Date(delivery.receivedAt), request: delivery.request }]
        : [];
    });
    if (told.length === 0) return written;
    for (let from = 0; from < told.length; from += eventsAtOnce) {
      const flush = told.slice(from, from + eventsAtOnce).map((event, n) => ({ n, ...event }));
      await withTenants(
        ingest,
        flush.map(({ tenantId }) => tenantId),
        (tx) => transactionEvent.handleMany(tx, flush),
      );
      written += flush.length;
    }
  }
}
