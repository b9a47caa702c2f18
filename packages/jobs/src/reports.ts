import { z } from "zod";
import { defineQueue } from "./define-queue";

/** Makes the file of a report that somebody asked for; the row of the report says what and for whom. */
export const reports = defineQueue({
  payload: z.object({ tenantId: z.uuid(), reportId: z.uuid() }),
  idOf: ({ reportId }) => reportId,
  attempts: 3,
  // Some four minutes, with its pauses.
  attemptsWhileAway: 9,
  backoffMs: 1_000,
});
