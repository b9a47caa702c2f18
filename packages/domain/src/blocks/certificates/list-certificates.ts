import {
  and,
  asc,
  certificateChanges,
  certificateInquiries,
  certificateListings,
  desc,
  eq,
  gt,
  gte,
  installedCertificates,
  lt,
  or,
} from "@stationmaster/db";
import { z } from "zod";
import { cursorId, type PageOf, pageInput, pageOf, readCursor } from "../../business/page";
import type { Context } from "../../kernel";

export const certificateList = pageInput.extend({ stationId: z.uuid() });
type CertificateList = z.input<typeof certificateList>;

export type InstalledCertificate = typeof installedCertificates.$inferSelect;

/** What a station says it has, by type. */
export async function listInstalledCertificates(
  ctx: Context,
  input: CertificateList,
): Promise<PageOf<InstalledCertificate>> {
  const { limit, cursor, stationId } = certificateList.parse(input);
  const after = readCursor(cursor, z.tuple([z.string(), z.string()]));
  const { certificateType, key } = installedCertificates;
  const rows = await ctx.db
    .select()
    .from(installedCertificates)
    .where(
      and(
        eq(installedCertificates.stationId, stationId),
        after ? and(gte(certificateType, after[0]), or(gt(certificateType, after[0]), gt(key, after[1]))) : undefined,
      ),
    )
    .orderBy(asc(certificateType), asc(key))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    (row) => [row.certificateType, row.key],
    (row) => row,
  );
}

export type CertificateListing = Pick<
  typeof certificateListings.$inferSelect,
  "certificateType" | "listedAt" | "staleSince"
>;

/** Which types the station was asked about, when, and since when its word may no longer hold. */
export const getCertificateListings = (ctx: Context, stationId: string): Promise<CertificateListing[]> =>
  ctx.db
    .select({
      certificateType: certificateListings.certificateType,
      listedAt: certificateListings.listedAt,
      staleSince: certificateListings.staleSince,
    })
    .from(certificateListings)
    .where(eq(certificateListings.stationId, stationId))
    .orderBy(asc(certificateListings.certificateType));

export type CertificateChange = typeof certificateChanges.$inferSelect;

/** Certificates installed or deleted, or meant to be, newest first. */
export async function listCertificateChanges(ctx: Context, input: CertificateList): Promise<PageOf<CertificateChange>> {
  const { limit, cursor, stationId } = certificateList.parse(input);
  const after = readCursor(cursor, z.tuple([cursorId]));
  const rows = await ctx.db
    .select()
    .from(certificateChanges)
    .where(and(eq(certificateChanges.stationId, stationId), after ? lt(certificateChanges.id, after[0]) : undefined))
    .orderBy(desc(certificateChanges.id))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    (row) => row,
  );
}

export type CertificateInquiry = typeof certificateInquiries.$inferSelect;

/** What a station asked for an EV or about an issuer, newest first. */
export async function listCertificateInquiries(
  ctx: Context,
  input: CertificateList,
): Promise<PageOf<CertificateInquiry>> {
  const { limit, cursor, stationId } = certificateList.parse(input);
  const after = readCursor(cursor, z.tuple([cursorId]));
  const rows = await ctx.db
    .select()
    .from(certificateInquiries)
    .where(
      and(eq(certificateInquiries.stationId, stationId), after ? lt(certificateInquiries.id, after[0]) : undefined),
    )
    .orderBy(desc(certificateInquiries.id))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    (row) => row,
  );
}
