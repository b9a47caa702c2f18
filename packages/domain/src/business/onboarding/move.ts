import {
  and,
  eq,
  isNull,
  type OnboardingResult,
  type OnboardingStep,
  onboardingSteps,
  onboardings,
  stationCommands,
  stations,
} from "@stationmaster/db";
import type { CommandRow, Context } from "../../kernel";

export type Onboarding = typeof onboardings.$inferSelect;
export type Station = typeof stations.$inferSelect;
export type Checklist = { station: Station; row: Onboarding };

/** Asked so often when it was busy or its connection broke; then a person decides. */
export const mostAttempts = 4;

type Facts = Omit<OnboardingResult, "state" | "at">;

/** What a look at a step comes to. */
export type Move =
  | { kind: "wait"; until?: Date | null; commandId?: string | null; attempts?: number }
  | { kind: "done" | "passed-over" | "failed"; facts?: Facts };

export const wait = (more: Omit<Extract<Move, { kind: "wait" }>, "kind"> = {}): Move => ({ kind: "wait", ...more });
export const done = (facts?: Facts): Move => ({ kind: "done", ...(facts ? { facts } : {}) });
export const passedOver = (why: string): Move => ({ kind: "passed-over", facts: { why } });
export const failed = (facts: Facts): Move => ({ kind: "failed", facts });

export const after = (ctx: Context, seconds: number): Date => new Date(ctx.now.getTime() + seconds * 1000);

/** The station first, as a boot takes them: so neither waits for the other. */
export async function lockChecklist(ctx: Context, stationId: string): Promise<Checklist | undefined> {
  const [station] = await ctx.db
    .select()
    .from(stations)
    .where(and(eq(stations.id, stationId), isNull(stations.removedAt)))
    .for("update");
  const [row] = await ctx.db.select().from(onboardings).where(eq(onboardings.stationId, stationId)).for("update");
  return station && row && { station, row };
}

/** The checklist after a move; null when the next step is not to be looked at now. */
export async function make(ctx: Context, { station, row }: Checklist, move: Move): Promise<Onboarding | null> {
  if (move.kind === "wait") {
    const { until = null, commandId = row.commandId, attempts = row.attempts } = move;
    await write(ctx, station.id, { dueAt: until, commandId, attempts });
    return null;
  }
  const result: OnboardingResult = { state: move.kind, at: ctx.now.toISOString(), ...move.facts };
  const results = { ...row.results, [row.step]: result };
  const next = nextOf(row.step);
  if (move.kind === "failed")
    return write(ctx, station.id, { results, status: "stopped", dueAt: null }).then(() => null);
  if (!next) return write(ctx, station.id, { results, status: "done", dueAt: null, endedAt: ctx.now }).then(() => null);
  return write(ctx, station.id, { results, ...beginning(ctx, next) });
}

const nextOf = (step: OnboardingStep): OnboardingStep | undefined => onboardingSteps[onboardingSteps.indexOf(step) + 1];

export const beginning = (ctx: Context, step: OnboardingStep) =>
  ({ status: "running", step, stepAt: ctx.now, commandId: null, attempts: 0, dueAt: null, endedAt: null }) as const;

export async function write(ctx: Context, stationId: string, facts: Partial<Onboarding>): Promise<Onboarding> {
  const [row] = await ctx.db.update(onboardings).set(facts).where(eq(onboardings.stationId, stationId)).returning();
  ctx.changed({ kind: "station", id: stationId, stationId });
  return row!;
}

export async function commandOfStep(ctx: Context, { commandId }: Onboarding): Promise<CommandRow | undefined> {
  if (!commandId) return undefined;
  const [command] = await ctx.db.select().from(stationCommands).where(eq(stationCommands.id, commandId));
  return command;
}
