import { createHash, X509Certificate } from "node:crypto";
import type { CertificateHashDataType, InstallCertificateUseEnumType } from "@stationmaster/ocpp";
import { readElements } from "./der";

export const mostCertificates = 20;

export interface KeptCertificate {
  type: InstallCertificateUseEnumType;
  hash: CertificateHashDataType;
}

export function readCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** As RFC 6960 names a certificate; a root is its own issuer. */
export function hashOf(certificate: X509Certificate): CertificateHashDataType {
  const [tbs] = readElements(readElements(certificate.raw)[0]!.content);
  const parts = readElements(tbs!.content);
  // Serial number, algorithm and issuer follow the version, where there is one.
  const issuer = parts[parts[0]!.tag === 0xa0 ? 3 : 2]!;
  const spki = certificate.publicKey.export({ type: "spki", format: "der" });
  const [, key] = readElements(readElements(spki)[0]!.content);
  return {
    hashAlgorithm: "SHA256",
    issuerNameHash: sha256(issuer.whole),
    // Without the first byte, which counts unused bits.
    issuerKeyHash: sha256(key!.content.subarray(1)),
    serialNumber: certificate.serialNumber.replace(/^0+(?=.)/, "").toLowerCase(),
  };
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

export const isSame = (a: CertificateHashDataType, b: CertificateHashDataType): boolean =>
  (["hashAlgorithm", "issuerNameHash", "issuerKeyHash", "serialNumber"] as const).every(
    (part) => a[part].toLowerCase() === b[part].toLowerCase(),
  );
