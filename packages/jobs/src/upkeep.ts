import { z } from "zod";
import { defineQueue } from "./define-queue";

/**
 * What repeats, over all tenants: commands that nobody answered or that waited too long, local lists that stations have still
 * to be told, checklists and device models that are due, templates that stations have still to be compared to, stations and reports
 * whose process is gone, partitions made ahead, rows older than a tenant keeps them.
 */
export const upkeep = defineQueue({
  payload: z.object({
    task: z.enum([
      "sweep-commands",
      "sweep-reservations",
      "sync-local-lists",
      "advance-onboardings",
      "ask-inventories",
      "count-drift",
      "mark-lost-stations",
      "resume-reports",
      "make-partitions",
      "apply-retention",
    ]),
  }),
  idOf: () => undefined,
  // The next round comes by itself.
  attempts: 1,
  backoffMs: 0,
});
