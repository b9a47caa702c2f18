import type { CommandAction } from "@stationmaster/ocpp";
import type { CommandHandler } from "../station";
import { clearCache } from "./authorization";
import { changeAvailability } from "./availability";
import { certificateSigned, deleteCertificate, getInstalledCertificateIds, installCertificate } from "./certificates";
import { customerInformation, getLog } from "./diagnostics";
import { clearDisplayMessage, getDisplayMessages, setDisplayMessage } from "./display-message";
import { publishFirmware, unpublishFirmware, updateFirmware } from "./firmware";
import { getLocalListVersion, sendLocalList } from "./local-list";
import {
  clearVariableMonitoring,
  getMonitoringReport,
  setMonitoringBase,
  setMonitoringLevel,
  setVariableMonitoring,
} from "./monitoring";
import { getBaseReport, getReport, getVariables, reset, setNetworkProfile, setVariables } from "./provisioning";
import { requestStartTransaction, requestStopTransaction, unlockConnector } from "./remote-control";
import { cancelReservation, reserveNow } from "./reservation";
import { clearChargingProfile, getChargingProfiles, getCompositeSchedule, setChargingProfile } from "./smart-charging";
import { costUpdated, dataTransfer, getTransactionStatus } from "./transactions";
import { triggerMessage } from "./trigger-message";

/** How the station answers each of the forty commands; the type proves that none is missing. */
export const commands: { [A in CommandAction]: CommandHandler<A> } = {
  CancelReservation: cancelReservation,
  CertificateSigned: certificateSigned,
  ChangeAvailability: changeAvailability,
  ClearCache: clearCache,
  ClearChargingProfile: clearChargingProfile,
  ClearDisplayMessage: clearDisplayMessage,
  ClearVariableMonitoring: clearVariableMonitoring,
  CostUpdated: costUpdated,
  CustomerInformation: customerInformation,
  DataTransfer: dataTransfer,
  DeleteCertificate: deleteCertificate,
  GetBaseReport: getBaseReport,
  GetChargingProfiles: getChargingProfiles,
  GetCompositeSchedule: getCompositeSchedule,
  GetDisplayMessages: getDisplayMessages,
  GetInstalledCertificateIds: getInstalledCertificateIds,
  GetLocalListVersion: getLocalListVersion,
  GetLog: getLog,
  GetMonitoringReport: getMonitoringReport,
  GetReport: getReport,
  GetTransactionStatus: getTransactionStatus,
  GetVariables: getVariables,
  InstallCertificate: installCertificate,
  PublishFirmware: publishFirmware,
  RequestStartTransaction: requestStartTransaction,
  RequestStopTransaction: requestStopTransaction,
  ReserveNow: reserveNow,
  Reset: reset,
  SendLocalList: sendLocalList,
  SetChargingProfile: setChargingProfile,
  SetDisplayMessage: setDisplayMessage,
  SetMonitoringBase: setMonitoringBase,
  SetMonitoringLevel: setMonitoringLevel,
  SetNetworkProfile: setNetworkProfile,
  SetVariableMonitoring: setVariableMonitoring,
  SetVariables: setVariables,
  TriggerMessage: triggerMessage,
  UnlockConnector: unlockConnector,
  UnpublishFirmware: unpublishFirmware,
  UpdateFirmware: updateFirmware,
};
