// Block F: remote control.
import { requestStartTransaction } from "./request-start-transaction";
import { requestStopTransaction } from "./request-stop-transaction";
import { triggerMessage } from "./trigger-message";
import { unlockConnector } from "./unlock-connector";

export { remoteStart, remoteStop } from "./remote-start";
export { requestStartTransaction, requestStopTransaction, triggerMessage, unlockConnector };

export const messages = [];
export const commands = [requestStartTransaction, requestStopTransaction, unlockConnector, triggerMessage];
