import type { MessageInfoType } from "@stationmaster/ocpp";
import type { CommandHandler, Station } from "../station";

/** O01, O02, O06. */
export const setDisplayMessage: CommandHandler<"SetDisplayMessage"> = ({ state, model }, { message }) => {
  if (!model.list("DisplayMessageCtrlr.SupportedFormats").includes(message.message.format))
    return { response: { status: "NotSupportedMessageFormat" } };
  const isRunning = state.evses.some(({ transaction }) => transaction?.id === message.transactionId);
  if (message.transactionId && !isRunning) return { response: { status: "UnknownTransaction" } };
  state.displayMessages.set(message.id, message);
  return { response: { status: "Accepted" } };
};

/** O03, O04. */
export const getDisplayMessages: CommandHandler<"GetDisplayMessages"> = (station, request) => {
  const { requestId, id, priority, state } = request;
  const meant = [...station.state.displayMessages.values()].filter(
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
export const clearDisplayMessage: CommandHandler<"ClearDisplayMessage"> = ({ state }, { id }) => ({
  response: { status: state.displayMessages.delete(id) ? "Accepted" : "Unknown" },
});
