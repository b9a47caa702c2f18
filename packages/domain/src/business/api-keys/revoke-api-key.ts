import { apiKeys, eq, sql } from "@stationmaster/db";
import { type Context, NotFoundError } from "../../kernel";
import { note } from "../audit";
import { type ApiKeyRow, apiKeyRow } from "./list-api-keys";

/** From the next request on; revoking again changes nothing. */
export async function revokeApiKey(ctx: Context, id: string): Promise<ApiKeyRow> {
  const [row] = await ctx.db
    .update(apiKeys)
    .set({ revokedAt: sql`coalesce(revoked_at, ${ctx.now.toISOString()}::timestamptz)` })
    .where(eq(apiKeys.id, id))
    .returning();
  if (!row) throw new NotFoundError("API key", id);
  await note(ctx, "API key revoked", id, { name: row.name });
  return apiKeyRow(row);
}
