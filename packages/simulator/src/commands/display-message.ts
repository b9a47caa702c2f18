import type { MessageInfoType } from "@stationmaster/ocpp";
import { displayedMessages, mostMessages } from "../displayed-messages";
import type { CommandHandler, Station } from "../station";

/** O01, O02, O06. */
export const setDisplayMessage: CommandHandler<"SetDisplayMessage"> = (station, { message }) => {
  const { id, priority, state, transactionId } = message;
  const isSupported = (list: string, word: string | undefined) =>
    word === undefined || station.model.list(`DisplayMessageCtrlr.${list}`).includes(word);
  if (!isSupported("SupportedPriorities", priority)) return { response: { status: "NotSupportedPriority" } };
  if (!isSupported("SupportedStates", state)) return { response: { status: "NotSupportedState" } };
  if (!isSupported("SupportedFormats", message.message.format))
    return { response: { status: "NotSupportedMessageFormat" } };
  if (transactionId !== undefined && !station.transactions.some((transaction) => transaction.id === transactionId))
    return { response: { status: "UnknownTransaction" } };
  const others = displayedMessages(station).filter((other) => other.id !== id);
  // O01.FR.11
  if (others.length >= mostMessages) return { response: { status: "Rejected" } };
  // O01.FR.16
  const former = others.find((other) => other.priority === "AlwaysFront");
  if (priority === "AlwaysFront" && former) station.state.displayMessages.delete(former.id);
  station.state.displayMessages.set(id, message);
  return { response: { status: "Accepted" } };
};

/** O03, O04. */
export const getDisplayMessages: CommandHandler<"GetDisplayMessages"> = (station, request) => {
  const { requestId, id, priority, state } = request;
  const meant = displayedMessages(station).filter(
    (message) =>
      (id?.includes(message.id) ?? true) &&
      (priority === undefined || message.priority === priority) &&
      (state === undefined || message.state === state),
  );
  if (meant.length === 0) return { response: { status: "Unknown" } };
  return { response: { status: "Accepted" }, afterwards: () => report(station, requestId, meant) };
};

async function report(station: Station, requestId: number, messages: MessageInfoType[]): Promise<void> {
  const perMessage = 5;
  for (let at = 0; at < messages.length; at += perMessage) {
    const messageInfo = messages.slice(at, at + perMessage);
    await station.send("NotifyDisplayMessages", { requestId, messageInfo, tbc: at + perMessage < messages.length });
  }
}

/** O05. */
export const clearDisplayMessage: CommandHandler<"ClearDisplayMessage"> = (station, { id }) => {
  const isThere = displayedMessages(station).some((message) => message.id === id);
  station.state.displayMessages.delete(id);
  return { response: { status: isThere ? "Accepted" : "Unknown" } };
};
