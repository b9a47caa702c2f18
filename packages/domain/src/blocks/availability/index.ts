// Block G: availability.
import { changeAvailability } from "./change-availability";
import { heartbeat } from "./heartbeat";
import { statusNotification } from "./status-notification";

export { type ConnectorReport, reportConnector } from "./connector-status";
export { changeAvailability };

export const messages = [statusNotification, heartbeat];
export const commands = [changeAvailability];
