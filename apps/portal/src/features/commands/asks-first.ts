/** What cuts people off or cannot be undone is asked about once. */
export const asksFirst: ReadonlySet<string> = new Set([
  "Reset",
  "UpdateFirmware",
  "SetNetworkProfile",
  "ClearCache",
  "DeleteCertificate",
  "InstallCertificate",
  "RequestStopTransaction",
  "UnlockConnector",
]);
