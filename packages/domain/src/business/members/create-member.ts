import { type Actor, type Database, eq, members, users } from "@stationmaster/db";
import { inTenant, newId, type Outlets } from "../../kernel";
import { note } from "../audit";
import { hashPassword, makePassword } from "./password";
import type { MemberRole } from "./person";

export type NewMember = { email: string; name: string; role: MemberRole; password?: string | undefined };

/** Somebody who works for a tenant. A person may work for several: who is known already keeps their password. */
export async function createMember(
  { directory, outlets }: { directory: Database; outlets: Outlets },
  actor: Actor,
  tenantId: string,
  { role, ...person }: NewMember,
): Promise<{ userId: string; password: string | null }> {
  const { userId, password } = await createUser(directory, person);
  await inTenant(outlets, tenantId, actor, async (ctx) => {
    await ctx.db
      .insert(members)
      .values({ userId, role })
      .onConflictDoUpdate({ target: [members.tenantId, members.userId], set: { role } });
    await note(ctx, "member added", emailKey(person.email), { role });
  });
  return { userId, password };
}

/** The password is given back only when it was made here and now. */
export async function createUser(
  directory: Database,
  {
    email,
    name,
    password = makePassword(),
    isPlatformAdmin = false,
  }: Omit<NewMember, "role"> & { isPlatformAdmin?: boolean },
): Promise<{ userId: string; password: string | null }> {
  const [made] = await directory
    .insert(users)
    .values({ id: newId(), email: emailKey(email), name, passwordHash: await hashPassword(password), isPlatformAdmin })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  if (made) return { userId: made.id, password };
  const [known] = await directory
    .select({ id: users.id })
    .from(users)
    .where(eq(users.email, emailKey(email)));
  return { userId: known!.id, password: null };
}

/** Nobody remembers how they wrote it. */
export const emailKey = (email: string) => email.trim().toLowerCase();
