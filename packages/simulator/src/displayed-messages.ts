import type { MessageInfoType } from "@stationmaster/ocpp";
import type { Station } from "./station";

export const mostMessages = 50;

/** What is on the display: a message goes at its end, and with its transaction (O01.FR.05, O02.FR.02). */
export function displayedMessages({ state, timeline, transactions }: Station): MessageInfoType[] {
  for (const [id, { endDateTime, transactionId }] of state.displayMessages) {
    const hasEnded = endDateTime !== undefined && Date.parse(endDateTime) <= timeline.now();
    const isOrphan =
      transactionId !== undefined && !transactions.some((transaction) => transaction.id === transactionId);
    if (hasEnded || isOrphan) state.displayMessages.delete(id);
  }
  return [...state.displayMessages.values()];
}
