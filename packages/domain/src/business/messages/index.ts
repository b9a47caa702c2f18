export { type LoggedExchange, listMessages, messageList } from "./list-messages";
