import { systemActor } from "@stationmaster/domain";
import { createMember, createUser, logIn, setPersonPassword } from "@stationmaster/domain/business/members";
import type { Means } from "./means";

export const adminEmail = "admin@stationmaster.example";

export const memberRoles = ["operator", "host", "driver"] as const;
export const memberEmail = (role: (typeof memberRoles)[number], slug: string) => `${role}@${slug}.example`;

const names: Record<string, Record<(typeof memberRoles)[number], string>> = {
  northwind: { operator: "Katrin Sommer", host: "Bernd Kessler", driver: "Jana Petersen" },
  southgate: { operator: "Maya Thornton", host: "Alan Pryce", driver: "Olivia Hartley" },
};

export async function keepAdmin({ directory }: Means, password: string): Promise<void> {
  const { userId } = await createUser(directory, {
    email: adminEmail,
    name: "Platform admin",
    password,
    isPlatformAdmin: true,
  });
  await keepPassword(directory, userId, adminEmail, password);
}

export async function keepMembers(means: Means, tenant: { id: string; slug: string }, password: string): Promise<void> {
  await Promise.all(
    memberRoles.map(async (role) => {
      const email = memberEmail(role, tenant.slug);
      const name = names[tenant.slug]?.[role] ?? email;
      const { userId } = await createMember(means, systemActor, tenant.id, { email, name, role, password });
      await keepPassword(means.directory, userId, email, password);
    }),
  );
}

/** The password that is printed is the one that opens, also when DEMO_PASSWORD was changed since. */
async function keepPassword(
  directory: Means["directory"],
  userId: string,
  email: string,
  password: string,
): Promise<void> {
  if (!(await logIn(directory, email, password))) await setPersonPassword(directory, userId, password);
}
