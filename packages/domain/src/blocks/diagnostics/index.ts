// Block N: diagnostics.
import { clearVariableMonitoring } from "./clear-variable-monitoring";
import { customerInformation } from "./customer-information";
import { getLog } from "./get-log";
import { getMonitoringReport } from "./get-monitoring-report";
import { logStatusNotification } from "./log-status-notification";
import { notifyCustomerInformation } from "./notify-customer-information";
import { notifyEvent } from "./notify-event";
import { notifyMonitoringReport } from "./notify-monitoring-report";
import { setMonitoringBase } from "./set-monitoring-base";
import { setMonitoringLevel } from "./set-monitoring-level";
import { setVariableMonitoring } from "./set-variable-monitoring";

export { askMonitorsAfterBoot } from "./ask-after-boot";
export { plugLock } from "./event-rows";
export {
  type CustomerInformation,
  customerInformationList,
  getCustomerInformation,
  type ListedCustomerInformation,
  listCustomerInformation,
} from "./list-customer-information";
export {
  eventList,
  listEvents,
  listProblems,
  problemList,
  type StationEvent,
  type StationProblem,
} from "./list-events";
export { type ListedLogRequest, listLogRequests, logRequestList } from "./list-log-requests";
export { getMonitoring, listMonitors, type Monitoring, monitorList, type VariableMonitor } from "./list-monitors";
export {
  clearVariableMonitoring,
  customerInformation,
  getLog,
  getMonitoringReport,
  setMonitoringBase,
  setMonitoringLevel,
  setVariableMonitoring,
};

export const messages = [logStatusNotification, notifyEvent, notifyMonitoringReport, notifyCustomerInformation];
export const commands = [
  getLog,
  setMonitoringBase,
  setMonitoringLevel,
  setVariableMonitoring,
  clearVariableMonitoring,
  getMonitoringReport,
  customerInformation,
];
