import type { IngestTransaction } from "@stationmaster/db";
import type { Res } from "@stationmaster/ocpp";
import { type PricedEvent, pinTariffs, priceEndedSessions, priceRunningSessions } from "./price-sessions";
import { forgetWhetherShown, sessionsThatShowCost } from "./sessions-that-show-cost";
import { tariffNews } from "./tariff-news";

/** What of a stored event bears on the price of its session. */
export type CostEvent = PricedEvent & {
  isFresh: boolean;
  isActive: boolean;
  type: string;
  hasToken: boolean;
  hasRegister: boolean;
  isOffline: boolean;
};

/** The part of an answer that speaks of money. */
export type Told = Pick<Res<"TransactionEvent">, "totalCost" | "updatedPersonalMessage">;

/**
 * What the answer to each event says of the price, by its number: the final cost to Ended, the one so far while it runs (I02,
 * I03), the tariff's text where the session has got another (I06). What came late to a session that has ended is priced again,
 * and not told: the driver is gone. A steady event of a session without a tariff costs no statement more.
 */
export async function costsToTell(tx: IngestTransaction, events: CostEvent[], now: Date): Promise<Map<number, Told>> {
  const settling = events.filter(
    ({ isFresh, type, hasToken }) => isFresh && (type === "Started" || type === "Ended" || hasToken),
  );
  const pinned =
    settling.length > 0 ? new Set((await pinTariffs(tx, settling)).map(({ id }) => id)) : new Set<string>();
  forgetWhetherShown([...pinned]);
  const renewed = settling.filter(({ id, type, isOffline }) => pinned.has(id) && type === "Updated" && !isOffline);
  const news = renewed.length > 0 ? await tariffNews(tx, renewed) : new Map<number, Told["updatedPersonalMessage"]>();
  const ended = events.filter(({ isFresh, isActive, type }) => !isActive && (isFresh || type === "Ended"));
  const finals = ended.length > 0 ? await priceEndedSessions(tx, ended) : new Map<number, number>();
  const metered = events.filter(
    ({ isFresh, isActive, type, hasRegister, isOffline }) =>
      isFresh && isActive && type === "Updated" && hasRegister && !isOffline,
  );
  const shown = metered.length > 0 ? await sessionsThatShowCost(tx, metered, now.getTime()) : [];
  const running = shown.length > 0 ? await priceRunningSessions(tx, shown) : new Map<number, number>();
  return new Map(
    events.flatMap(({ n, type }) => {
      const totalCost = type === "Ended" ? finals.get(n) : running.get(n);
      const updatedPersonalMessage = news.get(n);
      const told = {
        ...(totalCost === undefined ? {} : { totalCost }),
        ...(updatedPersonalMessage ? { updatedPersonalMessage } : {}),
      };
      return Object.keys(told).length > 0 ? [[n, told] as const] : [];
    }),
  );
}
