import { and, desc, eq, firmwareJobs, isNotNull, lt } from "@stationmaster/db";
import { z } from "zod";
import { cursorId, type PageOf, pageInput, pageOf, readCursor } from "../../business/page";
import { type Context, withStationIdentity } from "../../kernel";
import type { FirmwareJob } from "./firmware-job";

export const firmwareJobList = pageInput.extend({
  stationId: z.uuid().optional(),
  kind: z.enum(["update", "publish", "unpublish"]).optional(),
  isOver: z.boolean().optional(),
  /** Only what the station serves to others now. */
  onlyPublished: z.boolean().default(false),
});

/** `isAsked`: a request of ours stands behind it. */
export type ListedFirmwareJob = FirmwareJob & { stationIdentity: string; isAsked: boolean };

/** Firmware to install, publish or unpublish, of one station or of all, newest first. */
export async function listFirmwareJobs(
  ctx: Context,
  input: z.input<typeof firmwareJobList>,
): Promise<PageOf<ListedFirmwareJob>> {
  const { limit, cursor, stationId, kind, isOver, onlyPublished } = firmwareJobList.parse(input);
  const after = readCursor(cursor, z.tuple([cursorId]));
  const rows = await ctx.db
    .select()
    .from(firmwareJobs)
    .where(
      and(
        stationId ? eq(firmwareJobs.stationId, stationId) : undefined,
        kind ? eq(firmwareJobs.kind, kind) : undefined,
        isOver === undefined ? undefined : eq(firmwareJobs.isOver, isOver),
        onlyPublished ? and(eq(firmwareJobs.status, "Published"), isNotNull(firmwareJobs.publishedAt)) : undefined,
        after ? lt(firmwareJobs.id, after[0]) : undefined,
      ),
    )
    .orderBy(desc(firmwareJobs.id))
    .limit(limit + 1);
  const page = pageOf(
    rows,
    limit,
    (row) => [row.id],
    // Only a request of ours says where a firmware lies, or which one is meant.
    (row) => ({ ...row, isAsked: row.location !== null || row.checksum !== null }),
  );
  return { ...page, items: await withStationIdentity(ctx, page.items) };
}
