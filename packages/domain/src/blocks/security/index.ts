// Block A: security.
import { certificateSigned } from "./certificate-signed";
import { securityEventNotification } from "./security-event-notification";
import { signCertificate } from "./sign-certificate";

export { type Criticality, criticalityOf } from "./criticality";
export {
  type CertificateRequest,
  listCertificateRequests,
  listSecurityEvents,
  listSignedCertificates,
  type SecurityEvent,
  type SignedCertificate,
  securityEventList,
  stationCertificateList,
} from "./list-security-events";
export { certificateSigned };

export const messages = [securityEventNotification, signCertificate];
export const commands = [certificateSigned];
