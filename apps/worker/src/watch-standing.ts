import { countAllStations } from "@stationmaster/domain/business/upkeep";
import { queueNames } from "@stationmaster/jobs";
import { metrics } from "@stationmaster/runtime";
import type { Means } from "./means";
import { workerMetrics } from "./worker-metrics";

const queuesEveryMs = 15_000;
const stationsEveryMs = 60_000;

/** Looks now and then at what belongs to no process: the queues, and how many stations are here. */
export function watchStanding({ jobs, directory, ingest }: Pick<Means, "jobs" | "directory" | "ingest">): () => void {
  const { standing, oldestSeconds, stations } = workerMetrics(metrics);

  async function lookAtQueues() {
    for (const queue of queueNames) {
      for (const [state, count] of Object.entries(await jobs.count(queue))) standing.set({ queue, state }, count);
      oldestSeconds.set({ queue }, (await jobs.oldestWaitingMs(queue)) / 1000);
    }
  }

  async function lookAtStations() {
    const counts = await countAllStations({ directory: directory.db, ingest: ingest.sql });
    for (const [state, count] of Object.entries(counts)) stations.set({ state }, count);
  }

  const stops = [every(queuesEveryMs, lookAtQueues), every(stationsEveryMs, lookAtStations)];
  return () => {
    for (const stop of stops) stop();
  };
}

function every(ms: number, look: () => Promise<void>): () => void {
  // What cannot be looked at is what /readyz speaks of.
  const attempt = () => void look().catch(() => undefined);
  const timer = setInterval(attempt, ms).unref();
  attempt();
  return () => clearInterval(timer);
}
