import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { idsOf, rowsOf } from "../page";
import { type SessionColumns, type SessionRow, sessionColumns, sessionRows, sessionTables } from "./session-row";

/** The rows of a list anew, for those that changed. */
export async function sessionsById(ctx: Context, ids: string[]): Promise<SessionRow[]> {
  return sessionRows(
    ctx,
    await rowsOf<SessionColumns>(
      ctx,
      sql`select ${sessionColumns} from ${sessionTables} where t.id = any(${idsOf(ids)})`,
    ),
  );
}
