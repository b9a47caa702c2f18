// Block G: availability.
import { changeAvailability } from "./change-availability";
import { heartbeat } from "./heartbeat";
import { statusNotification } from "./status-notification";

export { changeAvailability, statusNotification };

export const messages = [statusNotification, heartbeat];
export const commands = [changeAvailability];
