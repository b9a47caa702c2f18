import { and, eq, inArray, onboardings } from "@stationmaster/db";
import type { Context } from "../../kernel";

/** B02: new stations that stay Pending until their checklist is done. */
export async function beginChecklists(ctx: Context, stationIds: string[]): Promise<void> {
  if (stationIds.length === 0) return;
  await ctx.db
    .insert(onboardings)
    .values(stationIds.map((stationId) => ({ stationId, startedAt: ctx.now, stepAt: ctx.now })));
}

/** Something has come of what a station's checklist waits for. The row says so too, for when the job is lost. */
export async function lookAgain(ctx: Context, stationId: string): Promise<void> {
  const [waiting] = await ctx.db
    .update(onboardings)
    .set({ dueAt: ctx.now })
    .where(and(eq(onboardings.stationId, stationId), eq(onboardings.status, "running")))
    .returning({ tenantId: onboardings.tenantId })
    .prepare("look again")
    .execute();
  if (!waiting) return;
  ctx.enqueue({ queue: "onboarding", tenantId: waiting.tenantId, stationId });
  ctx.changed({ kind: "station", id: stationId, stationId });
}

/** A person has set the registration: what they said holds, whatever the checklist would come to. */
export const overruleChecklist = (ctx: Context, stationId: string) =>
  ctx.db
    .update(onboardings)
    .set({ status: "overruled", endedAt: ctx.now, dueAt: null, decidedBy: ctx.actor.name })
    .where(and(eq(onboardings.stationId, stationId), inArray(onboardings.status, ["running", "stopped"])));
