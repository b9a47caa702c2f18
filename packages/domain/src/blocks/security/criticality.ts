/** The list of the specification; stations push the critical ones, the others may come all the same. */
const critical = [
  ...["FirmwareUpdated", "SettingSystemTime", "StartupOfTheDevice", "ResetOrReboot", "SecurityLogWasCleared"],
  ...["MemoryExhaustion", "TamperDetectionActivated", "InvalidFirmwareSignature", "InvalidFirmwareSigningCertificate"],
  ...["InvalidCsmsCertificate", "InvalidChargingStationCertificate", "DiscardedRenewedClientCertificate"],
  ...["InvalidTLSVersion", "InvalidTLSCipherSuite", "MaintenanceLoginAccepted", "MaintenanceLoginFailed"],
];
const notCritical = [
  ...["FailedToAuthenticateAtCsms", "CsmsFailedToAuthenticate", "ReconfigurationOfSecurityParameters"],
  ...["InvalidMessages", "AttemptedReplayAttacks"],
];

export type Criticality = "critical" | "not-critical" | "unlisted";

const listed = new Map<string, Criticality>([
  ...critical.map((type) => [type.toLowerCase(), "critical"] as const),
  ...notCritical.map((type) => [type.toLowerCase(), "not-critical"] as const),
]);

/** How grave a security event is; the list is open, and a vendor's own event may be anything. */
export const criticalityOf = (type: string): Criticality => listed.get(type.trim().toLowerCase()) ?? "unlisted";
