import { type CommandAction, commandActions } from "@stationmaster/ocpp";

type Status = "Accepted" | "Pending" | "Rejected";

/** null: it has never booted. */
export type Registration = Status | null;

/** What the last boot was answered, null before the first, and what the next one will be. */
export type Standing = { bootStatus: Registration; registrationStatus: Status };

const strictness: Record<Status, number> = { Accepted: 0, Pending: 1, Rejected: 2 };

/**
 * What a station may say and be asked now: the stricter of its last boot and what an operator has set since. The operator's
 * word holds at once, but a station that was told Pending stays so until it has booted again (B02, B03).
 */
export const registrationOf = ({ bootStatus, registrationStatus }: Standing): Registration => {
  if (bootStatus === null) return null;
  return strictness[bootStatus] >= strictness[registrationStatus] ? bootStatus : registrationStatus;
};

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
