import { onboardings } from "@stationmaster/db";
import { ConflictError, type Context } from "../../kernel";
import { note } from "../audit";
import { findStation } from "../stations";
import { advanceOnboarding } from "./advance";
import { beginning, lockChecklist, type Onboarding, type Station, write } from "./move";

/** "Try again": the step that failed, once more; a checklist that was left, or never was, from its beginning. */
export async function runChecklist(ctx: Context, identity: string): Promise<void> {
  const { station, row } = await take(ctx, identity, "runs its checklist");
  if (row.status === "running") return;
  const isStopped = row.status === "stopped";
  const { [row.step]: _, ...others } = row.results;
  await write(ctx, station.id, {
    ...beginning(ctx, isStopped ? row.step : "boot"),
    ...(isStopped ? { results: others } : { results: {}, startedAt: ctx.now, decidedBy: null }),
  });
  await note(ctx, "checklist run", station.identity, { step: row.step });
  await advanceOnboarding(ctx, station.id);
}

/** "Accept anyway": what is not done stays so, and is shown. */
export async function acceptAnyway(ctx: Context, identity: string): Promise<void> {
  const { station, row } = await take(ctx, identity, "is accepted past it");
  await write(ctx, station.id, { ...beginning(ctx, "acceptance"), results: row.results, decidedBy: ctx.actor.name });
  await note(ctx, "station accepted past its checklist", station.identity, { step: row.step });
  await advanceOnboarding(ctx, station.id);
}

async function take(ctx: Context, identity: string, what: string): Promise<{ station: Station; row: Onboarding }> {
  const { id } = await findStation(ctx, identity);
  await ctx.db
    .insert(onboardings)
    .values({ stationId: id, status: "overruled", startedAt: ctx.now, stepAt: ctx.now })
    .onConflictDoNothing();
  const checklist = await lockChecklist(ctx, id);
  if (checklist?.station.registrationStatus !== "Pending")
    throw new ConflictError(`Only a station whose registration is Pending ${what}.`);
  return checklist;
}
