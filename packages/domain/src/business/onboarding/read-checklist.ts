import {
  type CommandStatus,
  eq,
  type OnboardingResult,
  type OnboardingStep,
  onboardingSteps,
  onboardings,
} from "@stationmaster/db";
import { reportStanding } from "../../blocks/provisioning";
import type { Context } from "../../kernel";
import { momentOf } from "../page";
import { commandOfStep, type Onboarding, type Station } from "./move";

export type ChecklistStep = Partial<Omit<OnboardingResult, "state" | "at">> & {
  id: OnboardingStep;
  state: "todo" | "waiting" | OnboardingResult["state"];
  at: Date | null;
  /** Of the step that is waited for: where what we asked stands. */
  asked?: CommandStatus;
};

export type Checklist = {
  status: Onboarding["status"];
  startedAt: Date;
  endedAt: Date | null;
  /** Who accepted the station past its checklist, or set its registration. */
  decidedBy: string | null;
  steps: ChecklistStep[];
};

/** Null: the station was accepted at once, or nobody has asked for a checklist. */
export async function readChecklist(ctx: Context, station: Station): Promise<Checklist | null> {
  const [row] = await ctx.db.select().from(onboardings).where(eq(onboardings.stationId, station.id));
  if (!row) return null;
  const { status, startedAt, endedAt, decidedBy, results, step: current } = row;
  const steps: ChecklistStep[] = [];
  for (const id of onboardingSteps) {
    const result = results[id];
    if (id === current && status === "running") steps.push(await waitedFor(ctx, row));
    else if (result) steps.push({ id, ...result, at: momentOf(result.at) });
    else steps.push({ id, state: "todo", at: null });
  }
  return { status, startedAt, endedAt, decidedBy, steps };
}

async function waitedFor(ctx: Context, row: Onboarding): Promise<ChecklistStep> {
  const step = { id: row.step, state: "waiting", at: row.stepAt } as const;
  const command = await commandOfStep(ctx, row);
  if (!command) return step;
  if (row.step !== "report") return { ...step, asked: command.status };
  const { parts, missing } = await reportStanding(ctx, command);
  return { ...step, asked: command.status, parts, missing };
}
