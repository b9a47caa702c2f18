import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "./root.mjs";

/** What the services are told, from the environment, .env, and what is generated once into DATA_DIR. */
export function readSettings() {
  const file = join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  const { env } = process;
  const dataDir = resolve(root, env.DATA_DIR || ".data");
  const ports = {
    PORTAL_PORT: portOf("PORTAL_PORT", 3000),
    OCPP_PORT: portOf("OCPP_PORT", 9220),
    WORKER_PORT: portOf("WORKER_PORT", 9464),
  };
  return { dataDir, ports, databaseUrl: env.DATABASE_URL || undefined };
}

function portOf(name, fallback) {
  const given = process.env[name];
  if (!given) return fallback;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`${name} is no port: ${given}`);
  return port;
}

/** The environment of the services. */
export function surroundings({ dataDir, ports, databaseUrl }) {
  const { env } = process;
  const publicUrl = env.PUBLIC_URL || `http://localhost:${ports.PORTAL_PORT}`;
  return {
    ...env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    FILE_STORE: env.FILE_STORE || `file:${join(dataDir, "files")}`,
    PLATFORM_API_KEY: env.PLATFORM_API_KEY || generated(dataDir, "platform-api-key", "smk_"),
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET || generated(dataDir, "nextauth-secret"),
    DEMO_PASSWORD: env.DEMO_PASSWORD || generated(dataDir, "demo-password", "", 9),
    PUBLIC_URL: publicUrl,
    NEXTAUTH_URL: env.NEXTAUTH_URL || publicUrl,
    PUBLIC_OCPP_URL: env.PUBLIC_OCPP_URL || `ws://localhost:${ports.OCPP_PORT}`,
    ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
  };
}

export const keyFile = (dataDir, name) => join(dataDir, "keys", name);

function generated(dataDir, name, prefix = "", bytes = 32) {
  const file = keyFile(dataDir, name);
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  mkdirSync(join(dataDir, "keys"), { recursive: true, mode: 0o700 });
  const secret = prefix + randomBytes(bytes).toString("base64url");
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
