import { type CommandAction, commandActions } from "@stationmaster/ocpp";

/** null: it has never booted. */
export type Registration = "Accepted" | "Pending" | "Rejected" | null;

/** An operator's word holds at once, but for a station that has yet to boot for the first time. */
export const registrationOf = (station: {
  bootStatus: Registration;
  registrationStatus: "Accepted" | "Pending" | "Rejected";
}): Registration => (station.bootStatus === null ? null : station.registrationStatus);

/** What may be asked of a station that is still Pending (B02.FR.01): configuration, certificates, reports, triggers. */
const whilePending: readonly CommandAction[] = [
  "SetVariables",
  "GetVariables",
  "GetBaseReport",
  "GetReport",
  "TriggerMessage",
  "SetNetworkProfile",
  "InstallCertificate",
  "DeleteCertificate",
  "GetInstalledCertificateIds",
  "CertificateSigned",
  "Reset",
];

/** Nothing before the first boot and nothing while Rejected (B03.FR.03). */
export const sendableActions = (registration: Registration): readonly CommandAction[] =>
  registration === "Accepted" ? commandActions : registration === "Pending" ? whilePending : [];

export const maySend = (registration: Registration, action: CommandAction): boolean =>
  sendableActions(registration).includes(action);
