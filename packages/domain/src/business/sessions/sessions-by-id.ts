import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { rowsOf } from "../page";
import { type SessionColumns, type SessionRow, sessionColumns, sessionRows, sessionTables } from "./session-row";

/** The rows of a list anew, for those that changed. */
export async function sessionsById(ctx: Context, ids: string[]): Promise<SessionRow[]> {
  const wanted = sql`(select wanted.id::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as wanted(id))`;
  return sessionRows(
    ctx,
    await rowsOf<SessionColumns>(ctx, sql`select ${sessionColumns} from ${sessionTables} where t.id in ${wanted}`),
  );
}
