import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";
import { blankSecrets } from "./blank-secrets";
import { factsOf } from "./facts-of-error";
import { logScope } from "./log-scope";

export type { Logger } from "pino";

/** JSON lines on standard output: facts as fields, with the request or job they belong to, and no secrets at any depth. */
export function createLogger(
  { name, level = "info" }: { name: string; level?: string },
  destination?: DestinationStream,
): Logger {
  const options: LoggerOptions = {
    level,
    base: { service: name, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => ({ ...logScope() }),
    serializers: { err: factsOf },
    formatters: { level: (label) => ({ level: label }), log: blankSecrets },
  };
  return destination ? pino(options, destination) : pino(options);
}
