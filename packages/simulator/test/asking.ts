import type { CommandAction, Req } from "@stationmaster/ocpp";
import type { Csms } from "./a-csms";

export const component = (name: string) => ({ name });
export const ask = async <A extends CommandAction>(csms: Csms, action: A, payload: Req<A>) => {
  const answer = await csms.command(action, payload);
  return answer.kind === "result" ? answer.payload : answer;
};
export const status = async <A extends CommandAction>(csms: Csms, action: A, payload: Req<A>) =>
  ((await ask(csms, action, payload)) as { status?: string }).status;

export const idToken = { idToken: "04A1B2C3", type: "ISO14443" } as const;
export const later = "2099-01-01T00:00:00Z";
export const schedule = {
  id: 1,
  chargingRateUnit: "W" as const,
  chargingSchedulePeriod: [{ startPeriod: 0, limit: 4_000 }],
};
export const profile = {
  id: 7,
  stackLevel: 0,
  chargingProfilePurpose: "TxDefaultProfile" as const,
  chargingProfileKind: "Absolute" as const,
  chargingSchedule: [schedule],
};
export const hash = { hashAlgorithm: "SHA256" as const, issuerNameHash: "a", issuerKeyHash: "b", serialNumber: "1" };

export const oneOfEach: { [A in CommandAction]: Req<A> } = {
  CancelReservation: { reservationId: 1 },
  CertificateSigned: { certificateChain: "x" },
  ChangeAvailability: { operationalStatus: "Operative" },
  ClearCache: {},
  ClearChargingProfile: {},
  ClearDisplayMessage: { id: 1 },
  ClearVariableMonitoring: { id: [1] },
  CostUpdated: { totalCost: 1, transactionId: "t" },
  CustomerInformation: { requestId: 1, report: true, clear: false, idToken },
  DataTransfer: { vendorId: "org.example" },
  DeleteCertificate: { certificateHashData: hash },
  GetBaseReport: { requestId: 1, reportBase: "SummaryInventory" },
  GetChargingProfiles: { requestId: 1, chargingProfile: { stackLevel: 0 } },
  GetCompositeSchedule: { duration: 600, evseId: 1 },
  GetDisplayMessages: { requestId: 1 },
  GetInstalledCertificateIds: {},
  GetLocalListVersion: {},
  GetLog: { requestId: 1, logType: "DiagnosticsLog", log: { remoteLocation: "sftp://nowhere/" } },
  GetMonitoringReport: { requestId: 1 },
  GetReport: { requestId: 1 },
  GetTransactionStatus: {},
  GetVariables: { getVariableData: [{ component: component("TxCtrlr"), variable: { name: "TxStartPoint" } }] },
  InstallCertificate: { certificateType: "CSMSRootCertificate", certificate: "x" },
  PublishFirmware: { location: "http://127.0.0.1:9/x", checksum: "x", requestId: 1 },
  RequestStartTransaction: { idToken, remoteStartId: 1 },
  RequestStopTransaction: { transactionId: "t" },
  ReserveNow: { id: 1, expiryDateTime: later, idToken },
  Reset: { type: "OnIdle" },
  SendLocalList: { versionNumber: 1, updateType: "Full" },
  SetChargingProfile: { evseId: 1, chargingProfile: profile },
  SetDisplayMessage: { message: { id: 1, priority: "InFront", message: { format: "UTF8", content: "Hello" } } },
  SetMonitoringBase: { monitoringBase: "All" },
  SetMonitoringLevel: { severity: 4 },
  SetNetworkProfile: {
    configurationSlot: 2,
    connectionData: {
      ocppVersion: "OCPP20",
      ocppTransport: "JSON",
      ocppCsmsUrl: "ws://localhost",
      messageTimeout: 30,
      securityProfile: 1,
      ocppInterface: "Wired0",
    },
  },
  SetVariableMonitoring: {
    setMonitoringData: [
      { value: 1, type: "Delta", severity: 5, component: component("TxCtrlr"), variable: { name: "TxStartPoint" } },
    ],
  },
  SetVariables: {
    setVariableData: [
      { component: component("TxCtrlr"), variable: { name: "EVConnectionTimeOut" }, attributeValue: "60" },
    ],
  },
  TriggerMessage: { requestedMessage: "Heartbeat" },
  UnlockConnector: { evseId: 1, connectorId: 1 },
  UnpublishFirmware: { checksum: "x" },
  UpdateFirmware: {
    requestId: 1,
    firmware: { location: "http://127.0.0.1:9/x", retrieveDateTime: "2020-01-01T00:00:00Z" },
  },
};
