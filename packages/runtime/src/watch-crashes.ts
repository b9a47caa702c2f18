import type { Logger } from "pino";
import { metrics } from "./metrics";
import { processMetrics } from "./process-metrics";
import { shutdown } from "./shutdown";

/** A forgotten rejection is a defect to be seen, not a reason to drop thousands of stations: logged and counted. */
export function watchRejections(log: Pick<Logger, "error">): void {
  const { unhandledRejections } = processMetrics(metrics);
  process.on("unhandledRejection", (reason) => {
    unhandledRejections.inc();
    log.error({ err: reason }, "a promise failed unheard");
  });
}

/** After an uncaught exception nothing is certain any more: drain, then exit 1 so that a supervisor starts us anew. */
export function watchCrashes(log: Pick<Logger, "info" | "error" | "fatal">, { withinMs = 10_000 } = {}): void {
  watchRejections(log);
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "uncaught exception");
    setTimeout(() => process.exit(1), withinMs).unref();
    void shutdown(log).then(() => process.exit(1));
  });
}
