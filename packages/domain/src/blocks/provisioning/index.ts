// Block B: provisioning.
import { defineCommand } from "../../kernel";
import { bootNotification } from "./boot-notification";
import { getBaseReport } from "./get-base-report";
import { getReport } from "./get-report";
import { getVariables } from "./get-variables";
import { notifyReport } from "./notify-report";
import { reset } from "./reset";
import { setVariables } from "./set-variables";

export { askInventory } from "./ask-inventory";
export { beginChecklists, overruleChecklist } from "./checklist";
export { listVariables, readVariables, variableKey } from "./device-model";
export { countDrift, type DriftState, driftStates, driftTables, templateKeyFor, templatesLock } from "./drift";
export { limitsOf, splitItems } from "./limits";
export { nameOf as attributeKey } from "./note-answers";
export {
  lastReportCommand,
  type ReportStanding,
  type ReportState,
  reportStanding,
  reportStates,
} from "./report-standing";
export { getBaseReport, getVariables, reset, setVariables };

export const messages = [bootNotification, notifyReport];
export const commands = [
  setVariables,
  getVariables,
  getBaseReport,
  getReport,
  reset,
  defineCommand("SetNetworkProfile"),
];
