import { createHmac } from "node:crypto";
import { oncePerProcess, port, readEnv } from "@stationmaster/runtime";
import { z } from "zod";

const positive = (fallback: number) => z.coerce.number().int().min(1).default(fallback);

const shape = {
  DATABASE_URL: z.url(),
  REDIS_URL: z.url().optional(),
  PORTAL_PORT: port(3000),
  OCPP_PORT: port(9220),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  PUBLIC_OCPP_URL: z.url({ protocol: /^wss?$/ }).optional(),
  PLATFORM_API_KEY: z.string().min(16).optional(),
  NEXTAUTH_SECRET: z.string().min(16).optional(),
  MAP_STYLE_URL: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  FILE_STORE: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  API_REQUESTS_PER_SECOND: positive(200),
  API_BURST: positive(1000),
  DATABASE_POOL: positive(10),
};

export type Env = ReturnType<typeof read>;

/** Read when it is first needed, and not while the pages are built, where there is no database. */
export const env = (): Env => oncePerProcess("portal env", read);

function read() {
  const given = readEnv(shape);
  return {
    ...given,
    PUBLIC_URL: given.PUBLIC_URL ?? `http://localhost:${given.PORTAL_PORT}`,
    PUBLIC_OCPP_URL: given.PUBLIC_OCPP_URL ?? `ws://localhost:${given.OCPP_PORT}`,
    NEXTAUTH_SECRET: given.NEXTAUTH_SECRET ?? secretOf(given.DATABASE_URL),
  };
}

/** Follows from the database's password, as those of its roles do: the same for every portal of an installation. */
const secretOf = (databaseUrl: string) =>
  createHmac("sha256", decodeURIComponent(new URL(databaseUrl).password))
    .update("stationmaster sessions")
    .digest("base64url");
