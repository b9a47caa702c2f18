// Block A: security.
import { defineCommand, keepMessage } from "../../kernel";

export const messages = [
  keepMessage("SecurityEventNotification", () => ({})),
  keepMessage("SignCertificate", () => ({ status: "Rejected", statusInfo: { reasonCode: "NoCertificateAuthority" } })),
];
export const commands = [defineCommand("CertificateSigned")];
