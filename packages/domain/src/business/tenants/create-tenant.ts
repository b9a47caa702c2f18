import { type Actor, and, apiKeys, type Database, eq, isNull, tenants } from "@stationmaster/db";
import type { z } from "zod";
import { ConflictError, inTenant, newId, type Outlets } from "../../kernel";
import { createApiKey } from "../api-keys";
import { note } from "../audit";
import { createMember } from "../members";
import type { newTenant } from "./tenant";

export type CreatedTenant = { id: string; slug: string; apiKey: string; operatorPassword: string | null };

/** A tenant with its first key, and its first operator when one is named. Key and password are shown this once. */
export async function createTenant(
  { directory, outlets }: { directory: Database; outlets: Outlets },
  actor: Actor,
  { operator, ...description }: z.output<typeof newTenant>,
): Promise<CreatedTenant> {
  const id = (await insertTenant(directory, description)) ?? (await halfMadeTenant(directory, description));
  const person = operator
    ? await createMember({ directory, outlets }, actor, id, { ...operator, role: "operator" })
    : null;
  const apiKey = await inTenant(outlets, id, actor, async (ctx) => {
    await note(ctx, "tenant created", description.slug);
    return createApiKey(ctx, { name: "First key" });
  });
  return { id, slug: description.slug, apiKey: apiKey.key, operatorPassword: person?.password ?? null };
}

type Description = Omit<z.output<typeof newTenant>, "operator">;

async function insertTenant(directory: Database, description: Description): Promise<string | undefined> {
  const [row] = await directory
    .insert(tenants)
    .values({ id: newId(), ...description })
    .onConflictDoNothing({ target: tenants.slug })
    .returning({ id: tenants.id });
  return row?.id;
}

/** The tenant and its key are written under two roles, so not at once: one without any key is what a crash left, and is made whole. */
async function halfMadeTenant(directory: Database, { slug, ...description }: Description): Promise<string> {
  const [half] = await directory
    .select({ id: tenants.id })
    .from(tenants)
    .leftJoin(apiKeys, eq(apiKeys.tenantId, tenants.id))
    .where(and(eq(tenants.slug, slug), isNull(apiKeys.id)));
  if (!half) throw new ConflictError(`The slug ${slug} is taken.`, "slug");
  await directory.update(tenants).set(description).where(eq(tenants.id, half.id));
  return half.id;
}
