import type { OnboardingStep } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { acceptStation } from "./accept-station";
import { gatherReport } from "./gather-report";
import { type Checklist, done, lockChecklist, type Move, make, wait } from "./move";
import { setVariablesOfTemplate } from "./set-variables-of-template";

const looks: Record<OnboardingStep, (ctx: Context, checklist: Checklist) => Promise<Move>> = {
  boot: async (_ctx, { station }) => (station.bootStatus === null ? wait() : done()),
  report: gatherReport,
  variables: setVariablesOfTemplate,
  acceptance: acceptStation,
};

/**
 * B02: looks how far a station's checklist has come, and does what is next. Everything it goes by is in the database, so it is
 * called whenever something may have come of what it waits for, as often as one likes.
 */
export async function advanceOnboarding(ctx: Context, stationId: string): Promise<void> {
  const checklist = await lockChecklist(ctx, stationId);
  if (checklist?.row.status !== "running") return;
  for (let row: Checklist["row"] | null = checklist.row; row; ) {
    const now: Checklist = { station: checklist.station, row };
    row = await make(ctx, now, await looks[row.step](ctx, now));
  }
}
