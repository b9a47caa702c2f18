// Block B: provisioning.
import { bootNotification } from "./boot-notification";
import { getBaseReport } from "./get-base-report";
import { getReport } from "./get-report";
import { getVariables } from "./get-variables";
import { notifyReport } from "./notify-report";
import { reset } from "./reset";
import { setNetworkProfile } from "./set-network-profile";
import { setVariables } from "./set-variables";

export { askInventory } from "./ask-inventory";
export { isPasswordVariable } from "./change-password";
export { addressOf, lastSegmentOf } from "./check-profile";
export { beginChecklists, overruleChecklist } from "./checklist";
export { listVariables, readVariables, variableKey } from "./device-model";
export { countDrift, type DriftState, driftStates, driftTables, templateKeyFor, templatesLock } from "./drift";
export { limitsOf, splitItems } from "./limits";
export { askAgainWhileQueued, isTaken } from "./migration-questions";
export {
  announceNetwork,
  listNetworkProfiles,
  type NetworkProfileRow,
  type NetworkSlots,
  networkVariables,
  readNetworkSlots,
} from "./network-slots";
export { nameOf as attributeKey } from "./note-answers";
export { observeEvseResets } from "./observe-evse-resets";
export {
  lastReportCommand,
  type ReportStanding,
  type ReportState,
  reportStanding,
  reportStates,
} from "./report-standing";
export { getBaseReport, getReport, getVariables, reset, setNetworkProfile, setVariables };

export const messages = [bootNotification, notifyReport];
export const commands = [setVariables, getVariables, getBaseReport, getReport, reset, setNetworkProfile];
