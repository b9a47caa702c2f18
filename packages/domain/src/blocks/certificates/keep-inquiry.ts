import { createHash } from "node:crypto";
import { and, certificateInquiries, desc, eq, inArray, not, sql } from "@stationmaster/db";
import { newId, type StationContext } from "../../kernel";

type Inquiry = Pick<typeof certificateInquiries.$inferInsert, "kind" | "status" | "reason"> & { request: object };

/** Kept of one station: one that asks anew for each car must not fill the table. */
const mostInquiries = 100;

/** What a station asked, and what it was told; the same question again is counted. */
export async function keepInquiry(ctx: StationContext, { kind, request, status, reason }: Inquiry): Promise<void> {
  const answer = { status, reason: reason ?? null, lastReceivedAt: ctx.now };
  const requestHash = createHash("sha256").update(JSON.stringify(request)).digest("hex");
  await ctx.db
    .insert(certificateInquiries)
    .values({
      ...{ id: newId(), stationId: ctx.station.id, kind, request, requestHash, receivedAt: ctx.now },
      ...answer,
    })
    .onConflictDoUpdate({
      target: [
        ...[certificateInquiries.tenantId, certificateInquiries.stationId],
        ...[certificateInquiries.kind, certificateInquiries.requestHash],
      ],
      set: { ...answer, repeats: sql`${certificateInquiries.repeats} + 1` },
    });
  await forgetOldest(ctx);
  ctx.changed({ kind: "room", id: "certificates", stationId: ctx.station.id });
}

async function forgetOldest(ctx: StationContext): Promise<void> {
  const ofStation = eq(certificateInquiries.stationId, ctx.station.id);
  const newest = ctx.db
    .select({ id: certificateInquiries.id })
    .from(certificateInquiries)
    .where(ofStation)
    .orderBy(desc(certificateInquiries.lastReceivedAt), desc(certificateInquiries.id))
    .limit(mostInquiries);
  await ctx.db.delete(certificateInquiries).where(and(ofStation, not(inArray(certificateInquiries.id, newest))));
}
