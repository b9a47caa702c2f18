import { z } from "zod";
import { defineQueue } from "./define-queue";

/** Looks at the checklist of a station after something has come of what it waited for; the row says what is next. */
export const onboarding = defineQueue({
  payload: z.object({ tenantId: z.uuid(), stationId: z.uuid() }),
  // What happens while a look is under way wants another one.
  idOf: () => undefined,
  attempts: 3,
  backoffMs: 500,
});
