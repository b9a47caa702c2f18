import { port, readEnv } from "@stationmaster/runtime";
import { z } from "zod";
import { defaultLimits, type Limits } from "./limits";

const seconds = (ms: number) =>
  z.coerce
    .number()
    .positive()
    .default(ms / 1000);
const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const shape = {
  DATABASE_URL: z.url(),
  REDIS_URL: z.url().optional(),
  OCPP_PORT: port(9220),
  OCPP_HOST: z.string().optional(),
  PLATFORM_API_KEY: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  OCPP_DATABASE_CONNECTIONS: count(12),
  OCPP_MAX_FRAME_BYTES: count(defaultLimits.maxFrameBytes),
  OCPP_PING_SECONDS: seconds(defaultLimits.pingEveryMs),
  OCPP_ANSWER_SECONDS: seconds(defaultLimits.answerWithinMs),
  OCPP_GIVE_UP_SECONDS: seconds(defaultLimits.giveUpMs),
  OCPP_FAILED_HANDSHAKES: count(defaultLimits.failedHandshakes),
  OCPP_FAILED_HANDSHAKE_SECONDS: seconds(defaultLimits.failedWithinMs),
  OCPP_HANDSHAKES_WAITING: count(defaultLimits.handshakesWaiting),
  OCPP_UNREAD_FRAMES: count(defaultLimits.pauseAtFrames),
  OCPP_LOG_ROWS: count(defaultLimits.logRows),
};

/** The environment, read once. */
export function readSettings(source: Record<string, string | undefined> = process.env) {
  const env = readEnv(shape, source);
  const limits: Partial<Limits> = {
    maxFrameBytes: env.OCPP_MAX_FRAME_BYTES,
    pingEveryMs: env.OCPP_PING_SECONDS * 1000,
    // A ping, its answer and the writing of it must fit in several times.
    lostAfterMs: Math.max(defaultLimits.lostAfterMs, env.OCPP_PING_SECONDS * 6_000),
    answerWithinMs: env.OCPP_ANSWER_SECONDS * 1000,
    giveUpMs: env.OCPP_GIVE_UP_SECONDS * 1000,
    failedHandshakes: env.OCPP_FAILED_HANDSHAKES,
    failedWithinMs: env.OCPP_FAILED_HANDSHAKE_SECONDS * 1000,
    handshakesWaiting: env.OCPP_HANDSHAKES_WAITING,
    pauseAtFrames: env.OCPP_UNREAD_FRAMES,
    resumeBelowFrames: Math.max(1, Math.floor(env.OCPP_UNREAD_FRAMES / 4)),
    logRows: env.OCPP_LOG_ROWS,
  };
  return {
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    port: env.OCPP_PORT,
    host: env.OCPP_HOST,
    platformKey: env.PLATFORM_API_KEY,
    logLevel: env.LOG_LEVEL,
    connectionsOfDatabase: env.OCPP_DATABASE_CONNECTIONS,
    limits,
  };
}
