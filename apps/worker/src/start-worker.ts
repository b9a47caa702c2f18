import { roleUrl } from "@stationmaster/db";
import { type Consumer, consume } from "@stationmaster/jobs";
import { type Logger, metrics, serveHealth, watchClock } from "@stationmaster/runtime";
import type { Settings } from "./env";
import { onboarding } from "./jobs/onboarding";
import { reports } from "./jobs/reports";
import { upkeep } from "./jobs/upkeep";
import { keepSchedule } from "./keep-schedule";
import { type Means, openMeans } from "./means";
import { schedule } from "./schedule";
import { watchStanding } from "./watch-standing";
import { countJob } from "./worker-metrics";

export type Worker = {
  port: number;
  /** Takes no more jobs, waits for those under way, then lets go of everything. */
  stop(): Promise<void>;
};

/** Wiring, top to bottom. Rejects when the database is not there or not migrated: queues that met none do not recover. */
export async function startWorker(settings: Settings, log: Logger): Promise<Worker> {
  const means = await openMeans(settings, log);
  const whereabouts = { databaseUrl: roleUrl(settings.databaseUrl, "app"), redisUrl: settings.redisUrl, log };
  const consumers: Consumer[] = [];
  try {
    consumers.push(
      await consume("onboarding", whereabouts, { ...onboarding(means), done: countJob("onboarding") }),
      await consume("reports", whereabouts, {
        ...reports(means),
        done: countJob("reports"),
        concurrency: settings.reportsAtOnce,
      }),
      await consume("upkeep", whereabouts, { ...upkeep(means, settings.upkeep), done: countJob("upkeep") }),
    );
    await means.jobs.repeat(schedule);
    const stopWatching = watchStanding(means);
    const stopKeeping = keepSchedule(means);
    const leaveClock = watchClock((ms) => void startAnew(means, ms));
    const health = await serveHealth({
      service: "worker",
      port: settings.port,
      ...(settings.host ? { host: settings.host } : {}),
      metrics,
      platformKey: settings.platformKey,
      ready: async () => ({
        database: await means.app.sql`select 1`.then(
          () => true,
          () => false,
        ),
        bus: means.bus.isConnected(),
        queues: consumers.every((consumer) => consumer.isRunning()),
      }),
    });
    log.info({ port: health.port }, "working");
    return {
      port: health.port,
      async stop() {
        await Promise.all(consumers.map((consumer) => consumer.close()));
        stopWatching();
        stopKeeping();
        leaveClock();
        await means.close();
        // Last, so that whoever asks hears that it is draining rather than nothing.
        await health.close();
      },
    };
  } catch (error) {
    await Promise.allSettled(consumers.map((consumer) => consumer.close()));
    await means.close().catch(() => undefined);
    throw error;
  }
}

/** The queues wait for moments of the clock, and those are further away since it was set back. */
async function startAnew({ jobs, log }: Means, ms: number): Promise<void> {
  log.warn({ seconds: Math.round(ms / 1_000) }, "the clock was set back; what repeats is started anew");
  try {
    await jobs.hurry();
    await jobs.repeat(schedule);
  } catch (error) {
    log.error({ err: error }, "what repeats could not be started anew");
  }
}
