import {
  and,
  type CertificateHash,
  certificateListings,
  eq,
  inArray,
  installedCertificates,
  sql,
} from "@stationmaster/db";
import type { Res } from "@stationmaster/ocpp";
import type { Context } from "../../kernel";
import { hashKey, plainHash } from "./certificate-hash";

type Chain = NonNullable<Res<"GetInstalledCertificateIds">["certificateHashDataChain"]>[number];
export type CertificateType = Chain["certificateType"];

/** All kinds a station may tell of (M03); what it may be given to keep are the four roots. */
export const certificateTypes = [
  ...["CSMSRootCertificate", "ManufacturerRootCertificate", "V2GRootCertificate"],
  ...["MORootCertificate", "V2GCertificateChain"],
] as const satisfies CertificateType[];

/** Puts what the station has told in the place of what we knew of the types asked about. */
export async function replaceInstalled(
  ctx: Context,
  stationId: string,
  asked: readonly CertificateType[],
  told: Chain[],
): Promise<void> {
  const types = [...new Set([...asked, ...told.map(({ certificateType }) => certificateType)])];
  const { certificateType } = installedCertificates;
  await ctx.db
    .delete(installedCertificates)
    .where(and(eq(installedCertificates.stationId, stationId), inArray(certificateType, types)));
  const rows = told.map(({ certificateType, certificateHashData, childCertificateHashData = [] }) => ({
    ...{ stationId, certificateType, key: hashKey(certificateHashData), hash: plainHash(certificateHashData) },
    ...{ children: childCertificateHashData.map(plainHash), reportedAt: ctx.now },
  }));
  for (let first = 0; first < rows.length; first += 500)
    await ctx.db
      .insert(installedCertificates)
      .values(rows.slice(first, first + 500))
      .onConflictDoNothing();
  const listing = { listedAt: ctx.now, staleSince: null };
  await ctx.db
    .insert(certificateListings)
    .values(types.map((type) => ({ stationId, certificateType: type, ...listing })))
    .onConflictDoUpdate({
      target: [certificateListings.tenantId, certificateListings.stationId, certificateListings.certificateType],
      set: listing,
    });
}

/** Gone, whatever it was kept as. What stood below it may be gone with it (M04.FR.08): only a new list tells. */
export async function forgetInstalled(ctx: Context, stationId: string, hash: CertificateHash): Promise<void> {
  const gone = await ctx.db
    .delete(installedCertificates)
    .where(and(eq(installedCertificates.stationId, stationId), eq(installedCertificates.key, hashKey(hash))))
    .returning({ certificateType: installedCertificates.certificateType });
  await doubtListing(
    ctx,
    stationId,
    gone.map(({ certificateType }) => certificateType),
  );
}

/** Something has changed that only a new list can tell whole. */
export async function doubtListing(ctx: Context, stationId: string, types: string[]): Promise<void> {
  if (types.length === 0) return;
  await ctx.db
    .update(certificateListings)
    .set({ staleSince: sql`coalesce(stale_since, ${ctx.now.toISOString()}::timestamptz)` })
    .where(and(eq(certificateListings.stationId, stationId), inArray(certificateListings.certificateType, types)));
}
