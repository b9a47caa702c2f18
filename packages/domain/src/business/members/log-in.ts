import type { Database } from "@stationmaster/db";
import { emailKey } from "./create-member";
import { isPassword } from "./password";
import { type Person, personByEmail } from "./person";

/** The person whose e-mail and password these are, or null; nothing tells which of the two was wrong. */
export async function logIn(directory: Database, email: string, password: string): Promise<Person | null> {
  const found = await personByEmail(directory, emailKey(email));
  if (!(await isPassword(found?.passwordHash ?? null, password)) || !found) return null;
  const { passwordHash: _, ...person } = found;
  return person;
}
