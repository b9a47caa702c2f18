import { and, certificateRequests, desc, eq, lt, securityEvents, signedCertificates } from "@stationmaster/db";
import { z } from "zod";
import { cursorId, type PageOf, pageInput, pageOf, readCursor } from "../../business/page";
import { type Context, withStationIdentity } from "../../kernel";

export const securityEventList = pageInput.extend({
  stationId: z.uuid().optional(),
  criticality: z.enum(["critical", "not-critical", "unlisted"]).optional(),
});

export type SecurityEvent = typeof securityEvents.$inferSelect & { stationIdentity: string };

/** Security events of one station or of all, newest first as they reached us. */
export async function listSecurityEvents(
  ctx: Context,
  input: z.input<typeof securityEventList>,
): Promise<PageOf<SecurityEvent>> {
  const { limit, cursor, stationId, criticality } = securityEventList.parse(input);
  const after = readCursor(cursor, z.tuple([cursorId]));
  const rows = await ctx.db
    .select()
    .from(securityEvents)
    .where(
      and(
        stationId ? eq(securityEvents.stationId, stationId) : undefined,
        criticality ? eq(securityEvents.criticality, criticality) : undefined,
        after ? lt(securityEvents.id, after[0]) : undefined,
      ),
    )
    .orderBy(desc(securityEvents.id))
    .limit(limit + 1);
  const page = pageOf(
    rows,
    limit,
    (row) => [row.id],
    (row) => row,
  );
  return { ...page, items: await withStationIdentity(ctx, page.items) };
}

export const stationCertificateList = pageInput.extend({ stationId: z.uuid() });
type StationCertificateList = z.input<typeof stationCertificateList>;

export type CertificateRequest = typeof certificateRequests.$inferSelect;

/** What a station asked to have signed, newest first. */
export async function listCertificateRequests(
  ctx: Context,
  input: StationCertificateList,
): Promise<PageOf<CertificateRequest>> {
  const { limit, cursor, stationId } = stationCertificateList.parse(input);
  const after = readCursor(cursor, z.tuple([cursorId]));
  const rows = await ctx.db
    .select()
    .from(certificateRequests)
    .where(and(eq(certificateRequests.stationId, stationId), after ? lt(certificateRequests.id, after[0]) : undefined))
    .orderBy(desc(certificateRequests.id))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    (row) => row,
  );
}

export type SignedCertificate = typeof signedCertificates.$inferSelect;

/** The certificates handed to a station, newest first, with what it said of each. */
export async function listSignedCertificates(
  ctx: Context,
  input: StationCertificateList,
): Promise<PageOf<SignedCertificate>> {
  const { limit, cursor, stationId } = stationCertificateList.parse(input);
  const after = readCursor(cursor, z.tuple([cursorId]));
  const rows = await ctx.db
    .select()
    .from(signedCertificates)
    .where(and(eq(signedCertificates.stationId, stationId), after ? lt(signedCertificates.id, after[0]) : undefined))
    .orderBy(desc(signedCertificates.id))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    (row) => row,
  );
}
