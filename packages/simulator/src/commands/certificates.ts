import type { CommandHandler } from "../station";

// This station keeps no certificates and has no key pair, so it says no to all of it instead of pretending.
const statusInfo = { reasonCode: "UnsupportedRequest", additionalInfo: "this station keeps no certificates" };

/** A02. */
export const certificateSigned: CommandHandler<"CertificateSigned"> = () => ({
  response: { status: "Rejected", statusInfo },
});
/** M03. */
export const getInstalledCertificateIds: CommandHandler<"GetInstalledCertificateIds"> = () => ({
  response: { status: "NotFound" },
});
/** M04. */
export const deleteCertificate: CommandHandler<"DeleteCertificate"> = () => ({ response: { status: "NotFound" } });
/** M05. */
export const installCertificate: CommandHandler<"InstallCertificate"> = () => ({
  response: { status: "Rejected", statusInfo },
});
