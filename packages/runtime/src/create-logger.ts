import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger } from "pino";

const secrets = ["password", "authorization", "apiKey", "token", "secret", "idToken.idToken", "headers.authorization"];

/** JSON lines on standard output: facts as fields, secrets blanked wherever they stand one level deep. */
export function createLogger(
  { name, level = "info" }: { name: string; level?: string },
  destination?: DestinationStream,
): Logger {
  const options = {
    name,
    level,
    base: { name, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secrets.flatMap((path) => [path, `*.${path}`]), censor: "[redacted]" },
  };
  return destination ? pino(options, destination) : pino(options);
}
