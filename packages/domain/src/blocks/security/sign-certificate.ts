import { createHash } from "node:crypto";
import { and, certificateRequests, desc, eq, inArray, not, sql } from "@stationmaster/db";
import { defineMessage, newId, reasonOf, type StationContext } from "../../kernel";

/** Kept of one station: a station that makes a new key each time must not fill the table. */
const mostRequests = 50;

const noAuthority = { reasonCode: "NotEnabled", additionalInfo: "no certificate authority is configured" };
const unreadable = { reasonCode: "InvalidCSR", additionalInfo: "not a PEM certificate request" };

/** A02, A03: nobody can sign yet, and the station is told so (FR.12). What it asked is kept for the one who will. */
export const signCertificate = defineMessage("SignCertificate", async (ctx, { csr, certificateType }) => {
  const statusInfo = isPem(csr) ? noAuthority : unreadable;
  const answer = { status: "Rejected" as const, reason: reasonOf(statusInfo) };
  await ctx.db
    .insert(certificateRequests)
    .values({
      ...{
        id: newId(),
        stationId: ctx.station.id,
        certificateType: certificateType ?? null,
        csr,
        csrHash: hashOf(csr),
      },
      ...{ receivedAt: ctx.now, lastReceivedAt: ctx.now, ...answer },
    })
    .onConflictDoUpdate({
      target: [
        ...[certificateRequests.tenantId, certificateRequests.stationId],
        ...[certificateRequests.csrHash, certificateRequests.certificateType],
      ],
      set: { lastReceivedAt: ctx.now, repeats: sql`${certificateRequests.repeats} + 1`, ...answer },
    });
  await forgetOldest(ctx);
  ctx.changed({ kind: "room", id: "security", stationId: ctx.station.id });
  return { status: "Rejected", statusInfo };
});

const isPem = (csr: string) =>
  /^\s*-----BEGIN (NEW )?CERTIFICATE REQUEST-----[A-Za-z0-9+/=\s]+-----END (NEW )?CERTIFICATE REQUEST-----\s*$/.test(
    csr,
  );

const hashOf = (csr: string) => createHash("sha256").update(csr.trim()).digest("hex");

async function forgetOldest(ctx: StationContext): Promise<void> {
  const ofStation = eq(certificateRequests.stationId, ctx.station.id);
  const newest = ctx.db
    .select({ id: certificateRequests.id })
    .from(certificateRequests)
    .where(ofStation)
    .orderBy(desc(certificateRequests.lastReceivedAt), desc(certificateRequests.id))
    .limit(mostRequests);
  await ctx.db.delete(certificateRequests).where(and(ofStation, not(inArray(certificateRequests.id, newest))));
}
