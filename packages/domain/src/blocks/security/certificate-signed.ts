import { and, eq, signedCertificates } from "@stationmaster/db";
import { z } from "zod";
import { defineCommand, holdsPrivateKey, InvalidError, newId, readCertificate, redact, summarise } from "../../kernel";
import { readVariables, variableKey } from "../provisioning";

const maxChainSize = variableKey({ name: "SecurityCtrlr" }, { name: "MaxCertificateChainSize" });

/** A02, A03: the chain made of a station's own request, leaf first. The station proves it by coming back with it. */
export const certificateSigned = defineCommand("CertificateSigned", {
  input: z.object({
    certificateChain: z.string().min(1).max(10_000),
    certificateType: z.enum(["ChargingStationCertificate", "V2GCertificate"]).optional(),
  }),

  async build(ctx, stationId, { certificateChain, certificateType }) {
    if (holdsPrivateKey(certificateChain))
      throw new InvalidError("This holds a private key: give the certificates alone.", "certificateChain");
    if (!readCertificate(certificateChain))
      throw new InvalidError("This is not a certificate in PEM.", "certificateChain");
    // A02.FR.16
    const most = Number((await readVariables(ctx, stationId, [maxChainSize])).get(maxChainSize));
    if (most > 0 && certificateChain.length > most)
      throw new InvalidError(`This station takes a chain of at most ${most} characters.`, "certificateChain");
    return { certificateChain, ...(certificateType ? { certificateType } : {}) };
  },

  async record(ctx, stationId, { certificateChain, certificateType }) {
    const leaf = readCertificate(certificateChain);
    await ctx.db.insert(signedCertificates).values({
      ...{ id: newId(), stationId, certificateChain: redact(certificateChain), ...leaf },
      ...{ certificateType: certificateType ?? null, status: "requested", statusAt: ctx.now, createdAt: ctx.now },
    });
    ctx.changed({ kind: "room", id: "security", stationId });
  },

  async settle(ctx, { id, stationId, createdAt, request }, outcome) {
    // Written in one transaction with the command, hence at one moment.
    await ctx.db
      .update(signedCertificates)
      .set({ commandId: id, statusAt: ctx.now, ...summarise(outcome) })
      .where(
        and(
          eq(signedCertificates.stationId, stationId),
          eq(signedCertificates.createdAt, createdAt),
          eq(signedCertificates.status, "requested"),
          eq(signedCertificates.certificateChain, redact(request.certificateChain)),
        ),
      );
    ctx.changed({ kind: "room", id: "security", stationId });
  },
});
