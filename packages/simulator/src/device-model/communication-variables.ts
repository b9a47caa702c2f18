import { readOnly, type Variable, variable } from "./variable";

const seconds = { unit: "s", minLimit: 0 };

/** OCPPCommCtrlr, DeviceDataCtrlr, ClockCtrlr, SecurityCtrlr. */
export const communicationVariables = (): Variable[] => [
  readOnly("OCPPCommCtrlr.ActiveNetworkProfile", "integer", "1"),
  readOnly("OCPPCommCtrlr.MessageTimeout[Default]", "integer", "30", seconds),
  readOnly("OCPPCommCtrlr.FileTransferProtocols", "MemberList", "HTTP,HTTPS", {
    valuesList: ["FTP", "FTPS", "HTTP", "HTTPS", "SFTP"],
  }),
  variable("OCPPCommCtrlr.HeartbeatInterval", "integer", "300", { unit: "s", minLimit: 1 }),
  variable("OCPPCommCtrlr.NetworkConfigurationPriority", "SequenceList", "1", {
    valuesList: ["1", "2", "3"],
    needsReboot: true,
  }),
  variable("OCPPCommCtrlr.NetworkProfileConnectionAttempts", "integer", "3", { minLimit: 1, maxLimit: 100 }),
  variable("OCPPCommCtrlr.OfflineThreshold", "integer", "60", seconds),
  variable("OCPPCommCtrlr.QueueAllMessages", "boolean", "false"),
  variable("OCPPCommCtrlr.MessageAttempts[TransactionEvent]", "integer", "3", { minLimit: 1, maxLimit: 20 }),
  variable("OCPPCommCtrlr.MessageAttemptInterval[TransactionEvent]", "integer", "10", seconds),
  variable("OCPPCommCtrlr.UnlockOnEVSideDisconnect", "boolean", "true"),
  variable("OCPPCommCtrlr.ResetRetries", "integer", "1", { minLimit: 0, maxLimit: 10 }),
  variable("OCPPCommCtrlr.WebSocketPingInterval", "integer", "0", { ...seconds, maxLimit: 3600 }),
  variable("OCPPCommCtrlr.RetryBackOffRepeatTimes", "integer", "4", { minLimit: 0, maxLimit: 12 }),
  variable("OCPPCommCtrlr.RetryBackOffRandomRange", "integer", "10", { ...seconds, maxLimit: 600 }),
  variable("OCPPCommCtrlr.RetryBackOffWaitMinimum", "integer", "5", { ...seconds, maxLimit: 600 }),
  variable("OCPPCommCtrlr.PublicKeyWithSignedMeterValue", "OptionList", "Never", {
    valuesList: ["Never", "OncePerTransaction", "EveryMeterValue"],
  }),
  readOnly("DeviceDataCtrlr.ItemsPerMessage[GetReport]", "integer", "20"),
  readOnly("DeviceDataCtrlr.ItemsPerMessage[GetVariables]", "integer", "10"),
  readOnly("DeviceDataCtrlr.ItemsPerMessage[SetVariables]", "integer", "10"),
  readOnly("DeviceDataCtrlr.BytesPerMessage[GetReport]", "integer", "8192"),
  readOnly("DeviceDataCtrlr.BytesPerMessage[GetVariables]", "integer", "8192"),
  readOnly("DeviceDataCtrlr.BytesPerMessage[SetVariables]", "integer", "8192"),
  readOnly("DeviceDataCtrlr.ConfigurationValueSize", "integer", "1000", { maxLimit: 1000 }),
  readOnly("DeviceDataCtrlr.ReportingValueSize", "integer", "2500", { maxLimit: 2500 }),
  variable("ClockCtrlr.NtpSource", "OptionList", "DHCP", { valuesList: ["DHCP", "manual"] }),
  variable("ClockCtrlr.NtpServerUri[1]", "string", "pool.ntp.org", { maxLimit: 255 }),
  variable("ClockCtrlr.TimeOffset", "string", "+00:00", { maxLimit: 6 }),
  variable("ClockCtrlr.TimeSource", "SequenceList", "Heartbeat", {
    valuesList: ["Heartbeat", "NTP", "RealTimeClock", "MobileNetwork"],
  }),
  variable("ClockCtrlr.TimeZone", "string", "Europe/Berlin", { maxLimit: 50 }),
  variable("ClockCtrlr.TimeAdjustmentReportingThreshold", "integer", "20", seconds),
  variable("CustomizationCtrlr.CustomImplementationEnabled[org_example]", "boolean", "false"),
  variable("SecurityCtrlr.BasicAuthPassword", "string", "", { mutability: "WriteOnly", minLimit: 16, maxLimit: 40 }),
  variable("SecurityCtrlr.OrganizationName", "string", "", { maxLimit: 50 }),
  readOnly("SecurityCtrlr.SecurityProfile", "integer", "1", { minLimit: 1, maxLimit: 3 }),
  readOnly("SecurityCtrlr.AdditionalRootCertificateCheck", "boolean", "false"),
  readOnly("SecurityCtrlr.MaxCertificateChainSize", "integer", "10000", { maxLimit: 10_000 }),
  variable("SecurityCtrlr.CertSigningWaitMinimum", "integer", "30", seconds),
  variable("SecurityCtrlr.CertSigningRepeatTimes", "integer", "2", { minLimit: 0, maxLimit: 10 }),
];
