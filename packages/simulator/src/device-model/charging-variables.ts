import type { IdTokenEnumType } from "@stationmaster/ocpp";
import { supportedMeasurands } from "../meter";
import { readOnly, type Variable, variable } from "./variable";

const seconds = { unit: "s", minLimit: 0, maxLimit: 86_400 };
const measurands = { valuesList: supportedMeasurands };
const points = ["ParkingBayOccupancy", "EVConnected", "Authorized", "PowerPathClosed", "EnergyTransfer"];
const tokens: IdTokenEnumType[] = ["Central", "eMAID", "ISO14443", "ISO15693", "KeyCode", "Local", "NoAuthorization"];
const register = "Energy.Active.Import.Register";
const usual = `${register},Power.Active.Import,Power.Offered,Current.Import,Voltage,SoC`;

/** AuthCtrlr, AuthCacheCtrlr, LocalAuthListCtrlr, TxCtrlr, SampledDataCtrlr, AlignedDataCtrlr. */
export const chargingVariables = (): Variable[] => [
  variable("AuthCtrlr.Enabled", "boolean", "true"),
  readOnly("AuthCtrlr.AdditionalInfoItemsPerMessage", "integer", "1"),
  variable("AuthCtrlr.OfflineTxForUnknownIdEnabled", "boolean", "false"),
  variable("AuthCtrlr.AuthorizeRemoteStart", "boolean", "false"),
  variable("AuthCtrlr.LocalAuthorizeOffline", "boolean", "true"),
  variable("AuthCtrlr.LocalPreAuthorize", "boolean", "false"),
  variable("AuthCtrlr.MasterPassGroupId", "string", "", { maxLimit: 36 }),
  variable("AuthCtrlr.DisableRemoteAuthorization", "boolean", "false"),
  readOnly("AuthCtrlr.SupportedIdTokenTypes", "MemberList", tokens.join(","), { valuesList: tokens }),
  readOnly("AuthCacheCtrlr.Available", "boolean", "true"),
  variable("AuthCacheCtrlr.Enabled", "boolean", "true"),
  variable("AuthCacheCtrlr.LifeTime", "integer", "86400", { unit: "s", minLimit: 0 }),
  readOnly("AuthCacheCtrlr.Storage", "integer", "65536", { unit: "B" }),
  variable("AuthCacheCtrlr.Policy", "OptionList", "LRU", { valuesList: ["LRU", "LFU", "FIFO", "CUSTOM"] }),
  variable("AuthCacheCtrlr.DisablePostAuthorize", "boolean", "false"),
  readOnly("LocalAuthListCtrlr.Available", "boolean", "true"),
  variable("LocalAuthListCtrlr.Enabled", "boolean", "true"),
  readOnly("LocalAuthListCtrlr.ItemsPerMessage", "integer", "20"),
  readOnly("LocalAuthListCtrlr.BytesPerMessage", "integer", "8192"),
  readOnly("LocalAuthListCtrlr.Storage", "integer", "65536", { unit: "B" }),
  variable("LocalAuthListCtrlr.DisablePostAuthorize", "boolean", "false"),
  readOnly("LocalAuthListCtrlr.SupportsExpiryDateTime", "boolean", "true"),
  variable("TxCtrlr.EVConnectionTimeOut", "integer", "120", seconds),
  variable("TxCtrlr.StopTxOnEVSideDisconnect", "boolean", "true"),
  variable("TxCtrlr.TxBeforeAcceptedEnabled", "boolean", "false"),
  variable("TxCtrlr.TxStartPoint", "MemberList", "EVConnected,Authorized", { valuesList: points }),
  variable("TxCtrlr.TxStopPoint", "MemberList", "EVConnected,Authorized", { valuesList: points }),
  variable("TxCtrlr.MaxEnergyOnInvalidId", "integer", "0", { unit: "Wh", minLimit: 0, maxLimit: 100_000 }),
  variable("TxCtrlr.StopTxOnInvalidId", "boolean", "true"),
  readOnly("SampledDataCtrlr.Available", "boolean", "true"),
  variable("SampledDataCtrlr.Enabled", "boolean", "true"),
  variable("SampledDataCtrlr.TxStartedMeasurands", "MemberList", register, measurands),
  variable("SampledDataCtrlr.TxUpdatedMeasurands", "MemberList", usual, measurands),
  variable("SampledDataCtrlr.TxUpdatedInterval", "integer", "60", seconds),
  variable("SampledDataCtrlr.TxEndedMeasurands", "MemberList", `${register},SoC`, measurands),
  variable("SampledDataCtrlr.TxEndedInterval", "integer", "0", seconds),
  readOnly("AlignedDataCtrlr.Available", "boolean", "true"),
  variable("AlignedDataCtrlr.Enabled", "boolean", "true"),
  variable("AlignedDataCtrlr.Measurands", "MemberList", `${register},Power.Active.Import`, measurands),
  variable("AlignedDataCtrlr.Interval", "integer", "0", seconds),
  variable("AlignedDataCtrlr.SendDuringIdle", "boolean", "false"),
  variable("AlignedDataCtrlr.TxEndedMeasurands", "MemberList", "", measurands),
  variable("AlignedDataCtrlr.TxEndedInterval", "integer", "0", seconds),
];
