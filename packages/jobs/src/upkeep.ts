import { z } from "zod";
import { defineQueue } from "./define-queue";

/**
 * What repeats, over all tenants: commands that nobody answered or that waited too long, partitions made ahead,
 * rows older than a tenant keeps them. A task that is waiting already is not asked for twice.
 */
export const upkeep = defineQueue({
  payload: z.object({ task: z.enum(["sweep-commands", "make-partitions", "apply-retention"]) }),
  idOf: () => undefined,
  // The next round comes by itself.
  attempts: 1,
  backoffMs: 0,
});
