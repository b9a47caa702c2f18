import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { rowsOf } from "../page";

export async function getTenantId(ctx: Context): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(ctx, sql`select current_tenant() as id`);
  return row!.id;
}
