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

/** P01: of all vendors it knows the one whose words come back. */
export const dataTransfer: CommandHandler<"DataTransfer"> = (_station, { vendorId, messageId, data }) => {
  if (vendorId.toLowerCase() !== "net.stationmaster") return { response: { status: "UnknownVendorId" } };
  if (messageId !== "Echo") return { response: { status: "UnknownMessageId" } };
  return { response: { status: "Accepted", ...(data === undefined ? {} : { data }) } };
};
