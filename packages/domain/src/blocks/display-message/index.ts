// Block O: display message.
import { clearDisplayMessage } from "./clear-display-message";
import { getDisplayMessages } from "./get-display-messages";
import { notifyDisplayMessages } from "./notify-display-messages";
import { newDisplayMessage, setDisplayMessage } from "./set-display-message";

export { displayMessageList, type ListedMessage, listDisplayMessages, type Standing } from "./list-display-messages";
export { clearDisplayMessage, getDisplayMessages, newDisplayMessage, setDisplayMessage };

export const messages = [notifyDisplayMessages];
export const commands = [setDisplayMessage, getDisplayMessages, clearDisplayMessage];
