import { and, dataTransfers, desc, eq, lt, sql } from "@stationmaster/db";
import { z } from "zod";
import { cursorId, type PageOf, pageInput, pageOf, readCursor } from "../../business/page";
import type { Context } from "../../kernel";

export const dataTransferList = pageInput.extend({
  stationId: z.uuid(),
  direction: z.enum(["in", "out"]).optional(),
  /** What the vendor's id begins with. */
  vendor: z.string().trim().max(255).optional(),
});

export type DataTransfer = Omit<typeof dataTransfers.$inferSelect, "tenantId" | "requestedBy"> & {
  requestedBy: string | null;
};

/** Both ways, with what was answered, newest first: their ids are times. */
export async function listDataTransfers(
  ctx: Context,
  input: z.input<typeof dataTransferList>,
): Promise<PageOf<DataTransfer>> {
  const { limit, cursor, stationId, direction, vendor } = dataTransferList.parse(input);
  const after = readCursor(cursor, z.tuple([cursorId]));
  const rows = await ctx.db
    .select()
    .from(dataTransfers)
    .where(
      and(
        eq(dataTransfers.stationId, stationId),
        direction ? eq(dataTransfers.direction, direction) : undefined,
        vendor ? sql`starts_with(lower(${dataTransfers.vendorId}), ${vendor.toLowerCase()})` : undefined,
        after ? lt(dataTransfers.id, after[0]) : undefined,
      ),
    )
    .orderBy(desc(dataTransfers.id))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    ({ tenantId: _, requestedBy, ...row }) => ({ ...row, requestedBy: requestedBy?.name ?? null }),
  );
}
