// Block G: availability.
import { changeAvailability } from "./change-availability";
import { heartbeat } from "./heartbeat";
import { statusNotification } from "./status-notification";

export { type AvailabilityIntent, listAvailabilityIntents } from "./availability-intent";
export { type Plug, type Usability, withSiblings } from "./sibling-states";
export { changeAvailability, statusNotification };

export const messages = [statusNotification, heartbeat];
export const commands = [changeAvailability];
