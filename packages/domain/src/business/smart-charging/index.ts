export { askedProfiles, askedSchedule, clearedProfiles, profileWish } from "../../blocks/smart-charging";
export { askForProfiles, askForSchedule, clearProfiles, setProfile } from "./ask-station";
export {
  evMessageList,
  type LimitsAhead,
  listSessionNeeds,
  listStationEvMessages,
  listStationLimits,
  listStationSchedules,
  readLimitsAhead,
  sessionNeeds,
} from "./limits";
export { listProfileHistory, listStationProfiles, profileList } from "./profiles";
