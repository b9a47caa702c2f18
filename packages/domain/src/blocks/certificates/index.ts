// Block M: certificates.
import { certificateDeletion, deleteCertificate } from "./delete-certificate";
import { get15118EvCertificate } from "./get-15118-ev-certificate";
import { getCertificateStatus } from "./get-certificate-status";
import { getInstalledCertificateIds } from "./get-installed-certificate-ids";
import { certificateInstallation, installCertificate } from "./install-certificate";

export { certificateTypes } from "./installed";
export {
  type CertificateChange,
  type CertificateInquiry,
  type CertificateListing,
  certificateList,
  getCertificateListings,
  type InstalledCertificate,
  listCertificateChanges,
  listCertificateInquiries,
  listInstalledCertificates,
} from "./list-certificates";
export {
  certificateDeletion,
  certificateInstallation,
  deleteCertificate,
  getInstalledCertificateIds,
  installCertificate,
};

export const messages = [get15118EvCertificate, getCertificateStatus];
export const commands = [getInstalledCertificateIds, installCertificate, deleteCertificate];
