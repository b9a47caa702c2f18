import { createHash } from "node:crypto";
import { z } from "zod";
import { defineCommand, holdsPrivateKey, InvalidError, readCertificate, redact } from "../../kernel";
import { recordChange, settleChange } from "./certificate-change";
import { doubtListing } from "./installed";

export const certificateInstallation = z.object({
  certificateType: z.enum([
    ...["CSMSRootCertificate", "ManufacturerRootCertificate", "V2GRootCertificate", "MORootCertificate"],
  ] as const),
  certificate: z.string().min(1).max(5_500),
});

/** M05: a root for the station to trust. It replaces a former one of the same kind (M05.FR.17). */
export const installCertificate = defineCommand("InstallCertificate", {
  input: certificateInstallation,

  async build(ctx, _stationId, { certificateType, certificate }) {
    if (holdsPrivateKey(certificate))
      throw new InvalidError("This holds a private key: give the certificate alone.", "certificate");
    const read = readCertificate(certificate);
    if (!read) throw new InvalidError("This is not a certificate in PEM.", "certificate");
    if (read.validTo <= ctx.now) throw new InvalidError("This certificate has expired.", "certificate");
    return { certificateType, certificate };
  },

  async record(ctx, stationId, { certificateType, certificate }) {
    const { serialNumber: _, ...read } = readCertificate(certificate) ?? { serialNumber: "" };
    await recordChange(ctx, stationId, {
      ...{ kind: "install", key: keyOf(certificateType, certificate), certificateType },
      ...{ certificate: redact(certificate), ...read },
    });
  },

  async settle(ctx, command, outcome) {
    const { certificateType, certificate } = command.request;
    const change = { kind: "install" as const, key: keyOf(certificateType, certificate) };
    const status = await settleChange(ctx, command, change, outcome);
    if (status === "Accepted") await doubtListing(ctx, command.stationId, [certificateType]);
  },
});

const keyOf = (certificateType: string, certificate: string) =>
  `${certificateType}|${createHash("sha256").update(certificate).digest("hex")}`;
