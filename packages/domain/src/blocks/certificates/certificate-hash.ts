import type { CertificateHash } from "@stationmaster/db";
import { z } from "zod";

/** What tells a certificate from another; hexadecimal digits compare without case. */
export const hashKey = ({ hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }: CertificateHash): string =>
  [hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber].join("|").toLowerCase();

/** Exactly as the station told it (M04.FR.07). */
export const certificateHash = z.object({
  hashAlgorithm: z.enum(["SHA256", "SHA384", "SHA512"]),
  issuerNameHash: z.string().min(1).max(128),
  issuerKeyHash: z.string().min(1).max(128),
  serialNumber: z.string().min(1).max(40),
});

/** Without what vendors may add to it. */
export const plainHash = (hash: CertificateHash): CertificateHash => ({
  hashAlgorithm: hash.hashAlgorithm,
  issuerNameHash: hash.issuerNameHash,
  issuerKeyHash: hash.issuerKeyHash,
  serialNumber: hash.serialNumber,
});
