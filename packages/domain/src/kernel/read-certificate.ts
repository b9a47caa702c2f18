import { X509Certificate } from "node:crypto";

export type ReadCertificate = {
  subject: string;
  issuer: string;
  serialNumber: string;
  fingerprint: string;
  validFrom: Date;
  validTo: Date;
};

/** Who a PEM certificate, or the first of a chain, is for and until when; null when it is none. */
export function readCertificate(pem: string): ReadCertificate | null {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    return null;
  }
  const { subject, issuer, serialNumber, fingerprint256, validFrom, validTo } = certificate;
  const [from, to] = [new Date(validFrom), new Date(validTo)];
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return null;
  return {
    ...{ subject: nameOf(subject), issuer: nameOf(issuer), serialNumber, fingerprint: fingerprint256 },
    ...{ validFrom: from, validTo: to },
  };
}

/** On one line; a NUL, which Postgres cannot hold, is no part of a name. */
const nameOf = (name: string | undefined) => (name ?? "").replaceAll("\0", "").split("\n").join(", ");
