import { and, desc, eq, firmwareJobs, lt } from "@stationmaster/db";
import { z } from "zod";
import { cursorId, type PageOf, pageInput, pageOf, readCursor } from "../../business/page";
import { type Context, withStationIdentity } from "../../kernel";
import type { FirmwareJob } from "./firmware-job";

export const firmwareJobList = pageInput.extend({
  stationId: z.uuid().optional(),
  kind: z.enum(["update", "publish"]).optional(),
  isOver: z.boolean().optional(),
});

export type ListedFirmwareJob = FirmwareJob & { stationIdentity: string };

/** Firmware to install or publish, of one station or of all, newest first. */
export async function listFirmwareJobs(
  ctx: Context,
  input: z.input<typeof firmwareJobList>,
): Promise<PageOf<ListedFirmwareJob>> {
  const { limit, cursor, stationId, kind, isOver } = firmwareJobList.parse(input);
  const after = readCursor(cursor, z.tuple([cursorId]));
  const rows = await ctx.db
    .select()
    .from(firmwareJobs)
    .where(
      and(
        stationId ? eq(firmwareJobs.stationId, stationId) : undefined,
        kind ? eq(firmwareJobs.kind, kind) : undefined,
        isOver === undefined ? undefined : eq(firmwareJobs.isOver, isOver),
        after ? lt(firmwareJobs.id, after[0]) : undefined,
      ),
    )
    .orderBy(desc(firmwareJobs.id))
    .limit(limit + 1);
  const page = pageOf(
    rows,
    limit,
    (row) => [row.id],
    (row) => row,
  );
  return { ...page, items: await withStationIdentity(ctx, page.items) };
}
