import { port, readEnv } from "@stationmaster/runtime";
import { z } from "zod";

const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const shape = {
  DATABASE_URL: z.url(),
  REDIS_URL: z.url().optional(),
  WORKER_PORT: port(9464),
  WORKER_HOST: z.string().optional(),
  PLATFORM_API_KEY: z.string().min(16).optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  FILE_STORE: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  WORKER_DATABASE_CONNECTIONS: count(6),
  WORKER_REPORTS_AT_ONCE: count(2),
  COMMAND_SILENT_SECONDS: count(120),
  STATION_LOST_SECONDS: count(180),
  KEEP_MESSAGES_DAYS: count(30),
  KEEP_EVENTS_MONTHS: count(36),
  KEEP_METER_VALUES_MONTHS: count(36),
  KEEP_REPORTS_DAYS: count(90),
  // The OCPP server's: see below.
  OCPP_PING_SECONDS: z.coerce.number().positive().default(30),
  OCPP_ANSWER_SECONDS: z.coerce.number().positive().default(30),
};

export type Settings = ReturnType<typeof readSettings>;

/** The environment, read once. */
export function readSettings(source: Record<string, string | undefined> = process.env) {
  const env = readEnv(shape, source);
  return {
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    port: env.WORKER_PORT,
    host: env.WORKER_HOST,
    platformKey: env.PLATFORM_API_KEY,
    fileStore: env.FILE_STORE ?? `file:${env.DATA_DIR}/files`,
    logLevel: env.LOG_LEVEL,
    connectionsOfDatabase: env.WORKER_DATABASE_CONNECTIONS,
    reportsAtOnce: env.WORKER_REPORTS_AT_ONCE,
    upkeep: {
      // Never before the OCPP server itself would know: it waits for the answer, and notes a sign of life once a ping.
      silentAfterSeconds: Math.max(env.COMMAND_SILENT_SECONDS, env.OCPP_ANSWER_SECONDS * 3),
      lostAfterSeconds: Math.max(env.STATION_LOST_SECONDS, env.OCPP_PING_SECONDS * 6),
      messageDays: env.KEEP_MESSAGES_DAYS,
      eventMonths: env.KEEP_EVENTS_MONTHS,
      meterValueMonths: env.KEEP_METER_VALUES_MONTHS,
      reportDays: env.KEEP_REPORTS_DAYS,
    },
  };
}
