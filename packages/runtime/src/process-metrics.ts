import packageOfOurs from "../package.json";
import type { Metrics } from "./metrics";
import type { SeenReady } from "./readiness";

/** What every process tells of itself, besides what Node.js tells of memory, processor and event loop. */
export const processMetrics = (metrics: Metrics) => ({
  build: metrics.gauge("stationmaster_build_info", "1, with what runs here as labels", ["service", "version", "node"]),
  ready: metrics.gauge("stationmaster_ready", "1 while it may take traffic, else 0"),
  check: metrics.gauge("stationmaster_check", "1 while what it needs to serve is there, else 0", ["check"]),
  unhandledRejections: metrics.counter("stationmaster_unhandled_rejections_total", "Promises that failed unheard"),
});

/** Looked at when somebody asks: a reader of metrics then sees the same as a prober. */
export function noteReadiness(metrics: Metrics, service: string, { ready, checks }: SeenReady): void {
  const { build, ready: isReady, check } = processMetrics(metrics);
  build.set({ service, version: packageOfOurs.version, node: process.version }, 1);
  isReady.set(ready ? 1 : 0);
  // A check that could not be asked this time must not stay as it was.
  check.reset();
  for (const [name, isWell] of Object.entries(checks)) check.set({ check: name }, isWell ? 1 : 0);
}
