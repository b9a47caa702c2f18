import { createLogger, onShutdown, watchCrashes, watchSignals } from "@stationmaster/runtime";
import { readSettings } from "./env";
import { startWorker } from "./start-worker";

const settings = readSettings();
const log = createLogger({ name: "worker", level: settings.logLevel });
watchCrashes(log);
// A report under way may take minutes: after this it is left to the next worker, which begins it anew.
watchSignals(log, { withinMs: 20_000 });

const worker = await startWorker(settings, log);
onShutdown(() => worker.stop(), { name: "jobs", withinMs: 15_000 });
