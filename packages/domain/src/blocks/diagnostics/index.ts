// Block N: diagnostics.
import { defineCommand, keepMessage } from "../../kernel";
import { notifyEvent } from "./notify-event";

export const messages = [
  keepMessage("LogStatusNotification", () => ({})),
  notifyEvent,
  keepMessage("NotifyMonitoringReport", () => ({})),
  keepMessage("NotifyCustomerInformation", () => ({})),
];
export const commands = [
  defineCommand("GetLog"),
  defineCommand("SetMonitoringBase"),
  defineCommand("SetMonitoringLevel"),
  defineCommand("SetVariableMonitoring"),
  defineCommand("ClearVariableMonitoring"),
  defineCommand("GetMonitoringReport"),
  defineCommand("CustomerInformation"),
];
