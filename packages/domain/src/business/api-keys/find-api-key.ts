import { and, apiKeys, type Database, eq, isNull, tenants } from "@stationmaster/db";
import { hashOfKey, tenantOfKey } from "./api-key";

export type FoundKey = { id: string; name: string; tenantId: string; tenantStatus: "active" | "suspended" };

const noteUseEveryMs = 60_000;

/** Whose key this is, or null when it is nobody's or revoked. Notes its use at most once a minute. */
export async function findApiKey(directory: Database, key: string, now = new Date()): Promise<FoundKey | null> {
  const tenantId = tenantOfKey(key);
  if (!tenantId) return null;
  const mine = and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.hash, hashOfKey(key)));
  const [found] = await directory
    .select({ id: apiKeys.id, name: apiKeys.name, lastUsedAt: apiKeys.lastUsedAt, tenantStatus: tenants.status })
    .from(apiKeys)
    .innerJoin(tenants, eq(tenants.id, apiKeys.tenantId))
    .where(and(mine, isNull(apiKeys.revokedAt)));
  if (!found) return null;
  const { lastUsedAt, ...rest } = found;
  if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() >= noteUseEveryMs) {
    await directory.update(apiKeys).set({ lastUsedAt: now }).where(mine);
  }
  return { ...rest, tenantId };
}
