// Block F: remote control.
import { requestStartTransaction } from "./request-start-transaction";
import { requestStopTransaction } from "./request-stop-transaction";
import { triggerMessage } from "./trigger-message";
import { unlockConnector } from "./unlock-connector";

export { inWords, type Meaning } from "./in-words";
export { observeTriggers } from "./observe-triggers";
export { type RemoteStart, remoteStart, remoteStop } from "./remote-start";
export { noteUnlocks } from "./unlock-connector";
export { requestStartTransaction, requestStopTransaction, triggerMessage, unlockConnector };

export const messages = [];
export const commands = [requestStartTransaction, requestStopTransaction, unlockConnector, triggerMessage];
