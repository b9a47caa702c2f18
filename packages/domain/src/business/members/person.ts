import { and, type Database, eq, members, tenants, users } from "@stationmaster/db";

export type MemberRole = "operator" | "host" | "driver";

export type Membership = { tenantId: string; role: MemberRole; tenantStatus: "active" | "suspended" };

/** A person as a session needs them, read anew every few seconds: what was taken from them holds at once. */
export type Person = {
  id: string;
  email: string;
  name: string;
  isPlatformAdmin: boolean;
  sessionVersion: number;
  memberships: Membership[];
};

export async function personById(directory: Database, userId: string): Promise<Person | null> {
  const rows = await personRows(directory).where(eq(users.id, userId)).orderBy(tenants.slug);
  return personOf(rows);
}

export async function personByEmail(
  directory: Database,
  email: string,
): Promise<(Person & { passwordHash: string }) | null> {
  const rows = await personRows(directory)
    .where(and(eq(users.email, email)))
    .orderBy(tenants.slug);
  const person = personOf(rows);
  return person && { ...person, passwordHash: rows[0]!.user.passwordHash };
}

const personRows = (directory: Database) =>
  directory
    .select({ user: users, tenantId: members.tenantId, role: members.role, tenantStatus: tenants.status })
    .from(users)
    .leftJoin(members, eq(members.userId, users.id))
    .leftJoin(tenants, eq(tenants.id, members.tenantId));

function personOf(rows: Awaited<ReturnType<typeof personRows>>): Person | null {
  const user = rows[0]?.user;
  if (!user) return null;
  const { id, email, name, isPlatformAdmin, sessionVersion } = user;
  const memberships = rows.flatMap(({ tenantId, role, tenantStatus }) =>
    tenantId && role && tenantStatus ? [{ tenantId, role, tenantStatus }] : [],
  );
  return { id, email, name, isPlatformAdmin, sessionVersion, memberships };
}
