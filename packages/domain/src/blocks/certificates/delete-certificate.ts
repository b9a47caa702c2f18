import { eq, installedCertificates } from "@stationmaster/db";
import { z } from "zod";
import { ConflictError, type Context, defineCommand } from "../../kernel";
import { recordChange, settleChange } from "./certificate-change";
import { certificateHash, hashKey, plainHash } from "./certificate-hash";
import { forgetInstalled } from "./installed";

export const certificateDeletion = z.object({
  certificateHashData: certificateHash,
  /** Said by somebody who knows that the station trusts no other CSMS root. */
  evenLastRoot: z.boolean().default(false),
});

/** M04: by the hashes that the station itself has told (FR.07). What it does not find is gone as well. */
export const deleteCertificate = defineCommand("DeleteCertificate", {
  input: certificateDeletion,

  async build(ctx, stationId, { certificateHashData, evenLastRoot }) {
    if (!evenLastRoot) await refuseLastRoot(ctx, stationId, hashKey(certificateHashData));
    return { certificateHashData };
  },

  async record(ctx, stationId, { certificateHashData }) {
    await recordChange(ctx, stationId, {
      ...{ kind: "delete", key: hashKey(certificateHashData), hash: plainHash(certificateHashData) },
    });
  },

  async settle(ctx, command, outcome) {
    const { certificateHashData } = command.request;
    const change = { kind: "delete" as const, key: hashKey(certificateHashData) };
    const status = await settleChange(ctx, command, change, outcome);
    if (status === "Accepted" || status === "NotFound")
      await forgetInstalled(ctx, command.stationId, certificateHashData);
  },
});

/** A station that trusts no root cannot come back by TLS. */
async function refuseLastRoot(ctx: Context, stationId: string, key: string): Promise<void> {
  const rows = await ctx.db
    .select({ key: installedCertificates.key, type: installedCertificates.certificateType })
    .from(installedCertificates)
    .where(eq(installedCertificates.stationId, stationId));
  const roots = rows.filter(({ type }) => type === "CSMSRootCertificate");
  if (roots.length === 1 && roots[0]!.key === key)
    throw new ConflictError("This is the last CSMS root certificate the station has.", "evenLastRoot");
}
