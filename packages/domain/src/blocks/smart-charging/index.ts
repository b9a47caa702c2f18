// Block K: smart charging.
import { clearedChargingLimit, notifyChargingLimit } from "./charging-limit";
import { clearChargingProfile, clearedProfiles } from "./clear-charging-profile";
import { askedProfiles, getChargingProfiles } from "./get-charging-profiles";
import { askedSchedule, getCompositeSchedule } from "./get-composite-schedule";
import { notifyEvChargingNeeds } from "./notify-ev-charging-needs";
import { notifyEvChargingSchedule } from "./notify-ev-charging-schedule";
import { reportChargingProfiles } from "./report-charging-profiles";
import { profileWish, setChargingProfile } from "./set-charging-profile";

export { chargingFacts } from "./charging-facts";
export { recordProfile, settleProfile } from "./charging-profile";
export { type ProfilePair, sourceOf } from "./compare-profiles";
export type { Step } from "./in-force";
export type { Limit } from "./limit-at";
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
export { limitsOfSession } from "./session-limits";
export { type EvseLimits, limitsAhead, type StationProfile, stationProfiles } from "./station-limits";
export {
  askedProfiles,
  askedSchedule,
  clearChargingProfile,
  clearedProfiles,
  getChargingProfiles,
  getCompositeSchedule,
  profileWish,
  setChargingProfile,
};

export const messages = [
  reportChargingProfiles,
  notifyChargingLimit,
  clearedChargingLimit,
  notifyEvChargingNeeds,
  notifyEvChargingSchedule,
];
export const commands = [setChargingProfile, getChargingProfiles, clearChargingProfile, getCompositeSchedule];
