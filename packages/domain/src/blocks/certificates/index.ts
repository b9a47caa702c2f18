// Block M: certificates.
import { defineCommand, keepMessage } from "../../kernel";

export const messages = [
  // Nobody to ask for a certificate or its status yet: said plainly, never a pretended success.
  keepMessage("Get15118EVCertificate", () => ({
    status: "Failed",
    exiResponse: "",
    statusInfo: { reasonCode: "NoCertificateAuthority" },
  })),
  keepMessage("GetCertificateStatus", () => ({
    status: "Failed",
    statusInfo: { reasonCode: "NoCertificateAuthority" },
  })),
];
export const commands = [
  defineCommand("GetInstalledCertificateIds", { mayRepeat: true }),
  defineCommand("InstallCertificate"),
  defineCommand("DeleteCertificate"),
];
