import type { IngestTransaction } from "@stationmaster/db";
import { type PricedEvent, pinTariffs, priceEndedSessions, priceRunningSessions } from "./price-sessions";
import { sessionsThatShowCost } from "./sessions-that-show-cost";

/** What of a stored event bears on the price of its session. */
export type CostEvent = PricedEvent & {
  isFresh: boolean;
  isActive: boolean;
  type: string;
  hasToken: boolean;
  hasRegister: boolean;
  isOffline: boolean;
};

/**
 * The totalCost that goes into the answer to each event, by its number: the final one to Ended, the one so far where the
 * station shows it (I02, I03). What came late to a session that has ended is priced again, and not told: the driver is gone.
 * A steady event costs no statement more.
 */
export async function costsToTell(tx: IngestTransaction, events: CostEvent[], now: Date): Promise<Map<number, number>> {
  const settling = events.filter(
    ({ isFresh, type, hasToken }) => isFresh && (type === "Started" || type === "Ended" || hasToken),
  );
  if (settling.length > 0) await pinTariffs(tx, settling);
  const ended = events.filter(({ isFresh, isActive, type }) => !isActive && (isFresh || type === "Ended"));
  const finals = ended.length > 0 ? await priceEndedSessions(tx, ended) : new Map<number, number>();
  const metered = events.filter(
    ({ isFresh, isActive, type, hasRegister, isOffline }) =>
      isFresh && isActive && type === "Updated" && hasRegister && !isOffline,
  );
  const shown = metered.length > 0 ? await sessionsThatShowCost(tx, metered, now.getTime()) : [];
  const running = shown.length > 0 ? await priceRunningSessions(tx, shown) : [];
  const told = events.flatMap(({ n, type }) =>
    type === "Ended" && finals.has(n) ? [[n, finals.get(n)!] as const] : [],
  );
  return new Map([...told, ...running]);
}
