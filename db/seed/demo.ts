import { readEnv } from "@stationmaster/runtime";
import { z } from "zod";
import { adminEmail, memberEmail, memberRoles } from "./demo/keep-people";
import { keyRing } from "./demo/key-ring";
import { openMeans } from "./demo/means";
import { seedDemo } from "./demo/seed-demo";
import { demoTenants } from "./demo/tenants";

// Makes the demo and prints how to log in, which npm start shows at its end.
const env = readEnv({
  DATABASE_URL: z.url(),
  DATA_DIR: z.string().min(1).default(".data"),
  DEMO_PASSWORD: z.string().min(8),
  DEMO_SECRET: z.string().min(16).optional(),
  FLEET_FILE: z.string().min(1).optional(),
  PUBLIC_OCPP_URL: z.url({ protocol: /^wss?$/ }).default("ws://localhost:9220"),
});

const keys = keyRing(env.DATA_DIR);
const means = openMeans(env.DATABASE_URL);
try {
  await seedDemo(
    means,
    {
      dataDir: env.DATA_DIR,
      fleetFile: env.FLEET_FILE,
      password: env.DEMO_PASSWORD,
      secret: env.DEMO_SECRET ?? keys.secret("demo-secret"),
      publicOcppUrl: env.PUBLIC_OCPP_URL,
    },
    keys,
  );
} finally {
  await means.close();
}

const people = [
  [adminEmail, "platform admin"],
  ...demoTenants.flatMap(({ slug, name }) => memberRoles.map((role) => [memberEmail(role, slug), `${role}, ${name}`])),
];
process.stdout.write(`Log in with the password ${env.DEMO_PASSWORD}
${people.map(([email, what]) => `  ${email!.padEnd(32)} ${what}`).join("\n")}
API keys   ${demoTenants.map(({ slug }) => keys.path(`${slug}-api-key`)).join("\n           ")}
`);
