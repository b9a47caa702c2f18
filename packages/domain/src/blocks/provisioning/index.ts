// Block B: provisioning.
import { defineCommand } from "../../kernel";
import { bootNotification } from "./boot-notification";
import { getBaseReport } from "./get-base-report";
import { getReport } from "./get-report";
import { getVariables } from "./get-variables";
import { notifyReport } from "./notify-report";
import { reset } from "./reset";
import { setVariables } from "./set-variables";

export { listVariables, readVariables, variableKey } from "./device-model";
export { limitsOf, splitItems } from "./limits";
export { getBaseReport, getReport, getVariables, reset, setVariables };

export const messages = [bootNotification, notifyReport];
export const commands = [
  setVariables,
  getVariables,
  getBaseReport,
  getReport,
  reset,
  defineCommand("SetNetworkProfile"),
];
