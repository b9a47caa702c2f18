import { and, desc, eq, logRequests, lt } from "@stationmaster/db";
import { z } from "zod";
import { cursorId, type PageOf, pageInput, pageOf, readCursor } from "../../business/page";
import { type Context, withStationIdentity } from "../../kernel";
import type { LogRequest } from "./log-request";

export const logRequestList = pageInput.extend({
  stationId: z.uuid().optional(),
  logType: z.enum(["DiagnosticsLog", "SecurityLog"]).optional(),
});

/** `isAsked`: a request of ours stands behind it. */
export type ListedLogRequest = LogRequest & { stationIdentity: string; isAsked: boolean };

/** Logs asked for, or brought unasked, newest first. */
export async function listLogRequests(
  ctx: Context,
  input: z.input<typeof logRequestList>,
): Promise<PageOf<ListedLogRequest>> {
  const { limit, cursor, stationId, logType } = logRequestList.parse(input);
  const after = readCursor(cursor, z.tuple([cursorId]));
  const rows = await ctx.db
    .select()
    .from(logRequests)
    .where(
      and(
        stationId ? eq(logRequests.stationId, stationId) : undefined,
        logType ? eq(logRequests.logType, logType) : undefined,
        after ? lt(logRequests.id, after[0]) : undefined,
      ),
    )
    .orderBy(desc(logRequests.id))
    .limit(limit + 1);
  const page = pageOf(
    rows,
    limit,
    (row) => [row.id],
    // Only a request of ours says which log it is about.
    (row) => ({ ...row, isAsked: row.logType !== null }),
  );
  return { ...page, items: await withStationIdentity(ctx, page.items) };
}
