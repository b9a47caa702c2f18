import type { Repeated } from "@stationmaster/jobs";

const second = 1_000;
const hour = 3_600 * second;

/** Everything that repeats. */
export const schedule: readonly Repeated[] = [
  { name: "sweep-commands", everyMs: 15 * second, job: { queue: "upkeep", task: "sweep-commands" } },
  { name: "sweep-reservations", everyMs: 15 * second, job: { queue: "upkeep", task: "sweep-reservations" } },
  { name: "sync-local-lists", everyMs: 15 * second, job: { queue: "upkeep", task: "sync-local-lists" } },
  {
    name: "advance-onboardings",
    everyMs: 15 * second,
    job: { queue: "upkeep", task: "advance-onboardings" },
  },
  { name: "ask-inventories", everyMs: 15 * second, job: { queue: "upkeep", task: "ask-inventories" } },
  { name: "count-drift", everyMs: 60 * second, job: { queue: "upkeep", task: "count-drift" } },
  { name: "mark-lost-stations", everyMs: 30 * second, job: { queue: "upkeep", task: "mark-lost-stations" } },
  { name: "resume-reports", everyMs: 60 * second, job: { queue: "upkeep", task: "resume-reports" } },
  { name: "make-partitions", everyMs: hour, job: { queue: "upkeep", task: "make-partitions" } },
  { name: "apply-retention", everyMs: 24 * hour, job: { queue: "upkeep", task: "apply-retention" } },
];
