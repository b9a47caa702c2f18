import type { Res } from "@stationmaster/ocpp";
import type { CommandHandler } from "../station";

/** E14. */
export const getTransactionStatus: CommandHandler<"GetTransactionStatus"> = (station, { transactionId }) => {
  if (transactionId === undefined) return { response: { messagesInQueue: station.queue.length > 0 } };
  const response: Res<"GetTransactionStatus"> = {
    ongoingIndicator: station.transactions.some(({ id }) => id === transactionId),
    messagesInQueue: station.queue.holds(transactionId),
  };
  return { response };
};

/** I02. */
export const costUpdated: CommandHandler<"CostUpdated"> = ({ state }, { transactionId, totalCost }) => {
  state.runningCosts.set(transactionId, totalCost);
  return { response: {} };
};

/** P01: no vendor of this station is known to anybody. */
export const dataTransfer: CommandHandler<"DataTransfer"> = () => ({ response: { status: "UnknownVendorId" } });
