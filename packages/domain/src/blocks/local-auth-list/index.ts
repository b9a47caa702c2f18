// Block D: local authorization list.
import { getLocalListVersion } from "./get-local-list-version";
import { sendLocalList } from "./send-local-list";

export { cardsChanged } from "./cards-changed";
export { dueLists } from "./due-lists";
export {
  changeLocalList,
  listChanges,
  listInput,
  listOfStation,
  putLocalList,
  sendInFull,
  takeOffList,
} from "./edit-list";
export { cardSearch, type FoundCard, findCards } from "./find-cards";
export { keepInStep } from "./keep-in-step";
export { entryName, listEntry } from "./list-entry";
export type { ListLimits } from "./list-limits";
export type { StandingCounts } from "./local-list";
export {
  entryList,
  getLocalList,
  type ListedEntry,
  type ListState,
  type ListStatus,
  listEntries,
  listUpdates,
  updateList,
} from "./read-list";
export { getLocalListVersion, sendLocalList };

export const messages = [];
export const commands = [sendLocalList, getLocalListVersion];
