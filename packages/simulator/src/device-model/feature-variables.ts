import { readOnly, type Variable, variable } from "./variable";

const text = { maxLimit: 255 };

/** ReservationCtrlr, SmartChargingCtrlr, TariffCostCtrlr, MonitoringCtrlr, DisplayMessageCtrlr. */
export const featureVariables = (): Variable[] => [
  readOnly("ReservationCtrlr.Available", "boolean", "true"),
  variable("ReservationCtrlr.Enabled", "boolean", "true"),
  readOnly("ReservationCtrlr.NonEvseSpecific", "boolean", "true"),
  readOnly("SmartChargingCtrlr.Available", "boolean", "true"),
  variable("SmartChargingCtrlr.Enabled", "boolean", "true"),
  readOnly("SmartChargingCtrlr.ProfileStackLevel", "integer", "10"),
  readOnly("SmartChargingCtrlr.RateUnit", "MemberList", "A,W", { valuesList: ["A", "W"] }),
  readOnly("SmartChargingCtrlr.PeriodsPerSchedule", "integer", "48"),
  variable("SmartChargingCtrlr.ExternalControlSignalsEnabled", "boolean", "true"),
  variable("SmartChargingCtrlr.NotifyChargingLimitWithSchedules", "boolean", "false"),
  readOnly("SmartChargingCtrlr.Phases3to1", "boolean", "false"),
  variable("SmartChargingCtrlr.LimitChangeSignificance", "decimal", "1.0", {
    unit: "Percent",
    minLimit: 0,
    maxLimit: 100,
  }),
  readOnly("TariffCostCtrlr.Available[Tariff]", "boolean", "true"),
  variable("TariffCostCtrlr.Enabled[Tariff]", "boolean", "true"),
  readOnly("TariffCostCtrlr.Available[Cost]", "boolean", "true"),
  variable("TariffCostCtrlr.Enabled[Cost]", "boolean", "true"),
  variable("TariffCostCtrlr.TariffFallbackMessage", "string", "Ask the operator for the price.", text),
  variable("TariffCostCtrlr.TotalCostFallbackMessage", "string", "The price follows on your bill.", text),
  variable("TariffCostCtrlr.Currency", "string", "EUR", { minLimit: 3, maxLimit: 3 }),
  readOnly("MonitoringCtrlr.Available", "boolean", "true"),
  variable("MonitoringCtrlr.Enabled", "boolean", "true"),
  readOnly("MonitoringCtrlr.ItemsPerMessage[SetVariableMonitoring]", "integer", "10"),
  readOnly("MonitoringCtrlr.BytesPerMessage[SetVariableMonitoring]", "integer", "8192"),
  readOnly("MonitoringCtrlr.ItemsPerMessage[ClearVariableMonitoring]", "integer", "10"),
  readOnly("MonitoringCtrlr.BytesPerMessage[ClearVariableMonitoring]", "integer", "8192"),
  variable("MonitoringCtrlr.OfflineQueuingSeverity", "integer", "4", { minLimit: 0, maxLimit: 9 }),
  readOnly("DisplayMessageCtrlr.Available", "boolean", "true"),
  variable("DisplayMessageCtrlr.Enabled", "boolean", "true"),
  readOnly("DisplayMessageCtrlr.SupportedFormats", "MemberList", "ASCII,UTF8", {
    valuesList: ["ASCII", "HTML", "URI", "UTF8"],
  }),
  readOnly("DisplayMessageCtrlr.SupportedPriorities", "MemberList", "AlwaysFront,InFront,NormalCycle", {
    valuesList: ["AlwaysFront", "InFront", "NormalCycle"],
  }),
  readOnly("DisplayMessageCtrlr.SupportedStates", "MemberList", "Charging,Faulted,Idle,Unavailable", {
    valuesList: ["Charging", "Faulted", "Idle", "Unavailable"],
  }),
  variable("DisplayMessageCtrlr.Language", "OptionList", "en", { valuesList: ["en", "de", "fr", "nl"] }),
  variable("ChargingStation.AllowNewSessionsPendingFirmwareUpdate", "boolean", "false"),
];
