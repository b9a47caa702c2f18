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
  stations: registry.gauge("stationmaster_stations", "Stations of all tenants by state; all workers see the same", [
    "state",
  ]),
});

const { handled, seconds, waitSeconds } = workerMetrics(metrics);

export const countJob =
  <Name extends QueueName>(queue: Name) =>
  ({ outcome, seconds: lasted, payload, waitedSeconds }: JobEnd<Name>): void => {
    const task = payload && "task" in payload ? payload.task : queue;
    handled.inc({ queue, task, outcome });
    seconds.observe({ queue, task }, lasted);
    if (waitedSeconds !== undefined) waitSeconds.observe({ queue }, waitedSeconds);
  };
