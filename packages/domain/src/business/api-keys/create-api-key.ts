import { apiKeys } from "@stationmaster/db";
import { z } from "zod";
import { type Context, newId } from "../../kernel";
import { note } from "../audit";
import { hashOfKey, hintOf, makeApiKey } from "./api-key";
import { getTenantId } from "./get-tenant-id";

export const newApiKey = z.object({ name: z.string().trim().min(1).max(80) });

/** The key itself is shown this once; only its hash is kept. */
export async function createApiKey(
  ctx: Context,
  { name }: z.output<typeof newApiKey>,
): Promise<{ id: string; name: string; key: string }> {
  const key = makeApiKey(await getTenantId(ctx));
  const id = newId();
  await ctx.db
    .insert(apiKeys)
    .values({ id, name, hash: hashOfKey(key), hint: hintOf(key), createdBy: ctx.actor.name, createdAt: ctx.now });
  await note(ctx, "API key created", id, { name });
  return { id, name, key };
}
