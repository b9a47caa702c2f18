import type { PartitionStanding } from "@stationmaster/domain/business/upkeep";
import { type Jobs, type QueueName, queueNames } from "@stationmaster/jobs";
import { metrics } from "@stationmaster/runtime";

const jobSeconds = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1_800];

const handled = metrics.counter("stationmaster_jobs_handled_total", "Jobs by queue and how they ended", [
  "queue",
  "outcome",
]);
const lasted = metrics.histogram("stationmaster_job_seconds", "How long jobs took", ["queue"], jobSeconds);
const standing = metrics.gauge("stationmaster_jobs", "Jobs by queue and state", ["queue", "state"]);
const lastDone = metrics.gauge(
  "stationmaster_upkeep_done_timestamp_seconds",
  "When a task of the upkeep last went well for all tenants: its age is the lag",
  ["task"],
);

const partitionsEnd = metrics.gauge(
  "stationmaster_partitions_end_timestamp_seconds",
  "Until when a table has partitions: less than a month ahead, and they are not being made",
  ["table"],
);
const restBytes = metrics.gauge(
  "stationmaster_partition_rest_bytes",
  "What lies in none of a table's partitions by time: it is kept, but not dropped by age",
  ["table"],
);

export function notePartitions(standing: PartitionStanding[]): void {
  for (const { table, until, restBytes: bytes } of standing) {
    partitionsEnd.set({ table }, until.getTime() / 1000);
    restBytes.set({ table }, bytes);
  }
}

export const countJob = (queue: QueueName) => (outcome: "completed" | "retried" | "failed", seconds: number) => {
  handled.inc({ queue, outcome });
  lasted.observe({ queue }, seconds);
};

export const noteUpkeep = (task: string) => lastDone.set({ task }, Date.now() / 1000);

/** Looks at the queues now and then; what they hold is shared by all workers. */
export function watchQueues(jobs: Jobs, everyMs: number): () => void {
  const look = async () => {
    for (const queue of queueNames) {
      for (const [state, count] of Object.entries(await jobs.count(queue))) standing.set({ queue, state }, count);
    }
  };
  // A queue that cannot be counted is one that /readyz speaks of.
  const timer = setInterval(() => look().catch(() => undefined), everyMs).unref();
  look().catch(() => undefined);
  return () => clearInterval(timer);
}
