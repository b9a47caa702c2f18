import { apiKeys, desc } from "@stationmaster/db";
import type { Context } from "../../kernel";

export type ApiKeyRow = {
  id: string;
  name: string;
  prefix: string;
  createdAt: Date;
  createdBy: string | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** The newest 200: nobody keeps more alive, and revoked ones sink. */
export async function listApiKeys(ctx: Context): Promise<ApiKeyRow[]> {
  const rows = await ctx.db.select().from(apiKeys).orderBy(desc(apiKeys.id)).limit(200);
  return rows.map(apiKeyRow);
}

export const apiKeyRow = ({
  id,
  name,
  hint,
  createdAt,
  createdBy,
  lastUsedAt,
  revokedAt,
}: typeof apiKeys.$inferSelect): ApiKeyRow => ({
  id,
  name,
  prefix: hint,
  createdAt,
  createdBy,
  lastUsedAt,
  revokedAt,
});
