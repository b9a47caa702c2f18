import { and, desc, eq, logRequests, lt, stations } from "@stationmaster/db";
import { z } from "zod";
import { cursorId, type PageOf, pageInput, pageOf, readCursor } from "../../business/page";
import type { Context } from "../../kernel";
import type { LogRequest } from "./log-request";

export const logRequestList = pageInput.extend({ stationId: z.uuid().optional() });

/** Logs asked for, or brought unasked, newest first. */
export async function listLogRequests(
  ctx: Context,
  input: z.input<typeof logRequestList>,
): Promise<PageOf<LogRequest & { stationIdentity: string }>> {
  const { limit, cursor, stationId } = logRequestList.parse(input);
  const after = readCursor(cursor, z.tuple([cursorId]));
  const rows = await ctx.db
    .select({ row: logRequests, stationIdentity: stations.identity })
    .from(logRequests)
    .innerJoin(stations, eq(stations.id, logRequests.stationId))
    .where(
      and(
        stationId ? eq(logRequests.stationId, stationId) : undefined,
        after ? lt(logRequests.id, after[0]) : undefined,
      ),
    )
    .orderBy(desc(logRequests.id))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    ({ row }) => [row.id],
    ({ row, stationIdentity }) => ({ ...row, stationIdentity }),
  );
}
