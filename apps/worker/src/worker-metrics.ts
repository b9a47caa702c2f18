import type { PartitionStanding } from "@stationmaster/domain/business/upkeep";
import type { JobEnd, QueueName } from "@stationmaster/jobs";
import { type Metrics, metrics } from "@stationmaster/runtime";

const jobSeconds = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1_800];

export const workerMetrics = (registry: Metrics) => ({
  handled: registry.counter("stationmaster_jobs_handled_total", "Jobs by queue, task and how they ended", [
    "queue",
    "task",
    "outcome",
  ]),
  seconds: registry.histogram("stationmaster_job_seconds", "How long jobs took", ["queue", "task"], jobSeconds),
  waitSeconds: registry.histogram(
    "stationmaster_job_wait_seconds",
    "How long jobs waited to be taken for the first time",
    ["queue"],
    jobSeconds,
  ),
  standing: registry.gauge("stationmaster_jobs", "Jobs by queue and state; all workers see the same", [
    "queue",
    "state",
  ]),
  oldestSeconds: registry.gauge(
    "stationmaster_jobs_oldest_waiting_seconds",
    "How long the job to be taken next has waited; all workers see the same",
    ["queue"],
  ),
  upkeepDone: registry.gauge(
    "stationmaster_upkeep_done_timestamp_seconds",
    "When a task of the upkeep last went well for all tenants: its age is the lag",
    ["task"],
  ),
  troubles: registry.counter("stationmaster_upkeep_troubles_total", "Tenants for whom a task of the upkeep failed", [
    "task",
  ]),
  overdue: registry.counter(
    "stationmaster_commands_overdue_total",
    "Commands settled by the upkeep: past their deadline, or sent and without an outcome",
  ),
  partitionsEnd: registry.gauge(
    "stationmaster_partitions_end_timestamp_seconds",
    "Until when a table has partitions: less than a month ahead, and they are not being made",
    ["table"],
  ),
  restBytes: registry.gauge(
    "stationmaster_partition_rest_bytes",
    "What lies in none of a table's partitions by time: it is kept, but not dropped by age",
    ["table"],
  ),
  stations: registry.gauge("stationmaster_stations", "Stations of all tenants by state; all workers see the same", [
    "state",
  ]),
});

const { handled, seconds, waitSeconds, partitionsEnd, restBytes } = workerMetrics(metrics);

export function notePartitions(standing: PartitionStanding[]): void {
  for (const { table, until, restBytes: bytes } of standing) {
    partitionsEnd.set({ table }, until.getTime() / 1000);
    restBytes.set({ table }, bytes);
  }
}

export const countJob =
  <Name extends QueueName>(queue: Name) =>
  ({ outcome, seconds: lasted, payload, waitedSeconds }: JobEnd<Name>): void => {
    const task = payload && "task" in payload ? payload.task : queue;
    handled.inc({ queue, task, outcome });
    seconds.observe({ queue, task }, lasted);
    if (waitedSeconds !== undefined) waitSeconds.observe({ queue }, waitedSeconds);
  };
