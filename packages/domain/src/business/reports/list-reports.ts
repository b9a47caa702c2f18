import { z } from "zod";
import type { Context } from "../../kernel";
import { type PageInput, type PageOf, pageOf, readCursor } from "../page";
import { type Report, reportRows } from "./report";

/** Newest first. */
export async function listReports(ctx: Context, { limit, cursor }: PageInput): Promise<PageOf<Report>> {
  const before = readCursor(cursor, z.tuple([z.uuid()]));
  const rows = await reportRows(ctx, { before: before?.[0] ?? null, limit: limit + 1 });
  return pageOf(
    rows,
    limit,
    (row) => [row.id],
    (row) => row,
  );
}
