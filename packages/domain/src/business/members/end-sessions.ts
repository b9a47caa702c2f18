import { type Database, eq, sql, users } from "@stationmaster/db";
import { hashPassword } from "./password";

/** Every session of this person ends within seconds: after a lost laptop, and whenever the password changes. */
export async function endSessions(directory: Database, userId: string): Promise<void> {
  await directory.update(users).set({ sessionVersion: sql`session_version + 1` }).where(eq(users.id, userId));
}

export async function setPersonPassword(directory: Database, userId: string, password: string): Promise<void> {
  await directory
    .update(users)
    .set({ passwordHash: await hashPassword(password), sessionVersion: sql`session_version + 1` })
    .where(eq(users.id, userId));
}
