// Block K: smart charging.
import { clearedChargingLimit, notifyChargingLimit } from "./charging-limit";
import { clearChargingProfile } from "./clear-charging-profile";
import { getChargingProfiles } from "./get-charging-profiles";
import { getCompositeSchedule } from "./get-composite-schedule";
import { notifyEvChargingNeeds } from "./notify-ev-charging-needs";
import { notifyEvChargingSchedule } from "./notify-ev-charging-schedule";
import { reportChargingProfiles } from "./report-charging-profiles";
import { setChargingProfile } from "./set-charging-profile";

export { chargingFacts } from "./charging-facts";
export { recordProfile, settleProfile } from "./charging-profile";
export type { ProfilePair } from "./compare-profiles";
export {
  type ChargingProfile,
  listChargingLimits,
  listChargingProfiles,
  listCompositeSchedules,
  listEvMessages,
  listProfileReports,
  listReportedProfiles,
  profilesSideBySide,
} from "./list-smart-charging";
export { type ProfileInput, profileInput, profileOf } from "./profile-input";
export { type ChargingFacts, type Profile, profileFault } from "./profile-rules";
export { clearChargingProfile, getChargingProfiles, getCompositeSchedule, setChargingProfile };

export const messages = [
  reportChargingProfiles,
  notifyChargingLimit,
  clearedChargingLimit,
  notifyEvChargingNeeds,
  notifyEvChargingSchedule,
];
export const commands = [setChargingProfile, getChargingProfiles, clearChargingProfile, getCompositeSchedule];
