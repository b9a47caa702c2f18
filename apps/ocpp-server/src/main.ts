import { roleUrl } from "@stationmaster/db";
import { afterConnect, commandOf, messageOf } from "@stationmaster/domain";
import { limitsOf } from "@stationmaster/domain/provisioning";
import { createJobs } from "@stationmaster/jobs";
import { createLogger, onShutdown, watchCrashes, watchSignals } from "@stationmaster/runtime";
import { readSettings } from "./env";
import { startServer } from "./start-server";

const settings = readSettings();
const log = createLogger({ name: "ocpp-server", level: settings.logLevel });
watchCrashes(log);
watchSignals(log, { withinMs: 15_000 });

const { databaseUrl, redisUrl } = settings;
const jobs = createJobs({ databaseUrl: roleUrl(databaseUrl, "app"), redisUrl, log });
onShutdown(() => jobs.close(), { name: "queues", withinMs: 2_000 });

const server = await startServer({
  ...settings,
  rooms: { messageOf, commandOf, limitsOf, afterConnect },
  enqueue: (job) => jobs.enqueue(job),
  log,
});
onShutdown(() => server.stop(), { name: "stations", withinMs: 12_000 });
