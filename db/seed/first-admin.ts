import { eq, users } from "@stationmaster/db";
import { createUser } from "@stationmaster/domain/business/members";
import { readEnv } from "@stationmaster/runtime";
import { z } from "zod";
import { adminEmail } from "./demo/keep-people";
import { openMeans } from "./demo/means";

// Without the demo somebody must be able to log in: makes a platform admin where there is none, and never touches one that is.
const env = readEnv({ DATABASE_URL: z.url(), DEMO_PASSWORD: z.string().min(8) });

const { directory, close } = openMeans(env.DATABASE_URL);
try {
  const [admin] = await directory.select().from(users).where(eq(users.isPlatformAdmin, true)).limit(1);
  if (admin) process.stdout.write(`Log in as ${admin.email}, platform admin\n`);
  else {
    await createUser(directory, {
      email: adminEmail,
      name: "Platform admin",
      password: env.DEMO_PASSWORD,
      isPlatformAdmin: true,
    });
    process.stdout.write(`Log in as ${adminEmail}, platform admin, with the password ${env.DEMO_PASSWORD}\n`);
  }
} finally {
  await close();
}
