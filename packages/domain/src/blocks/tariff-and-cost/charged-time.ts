/**
 * Two events that follow each other in a ledger, between which the station's clock and ours do not agree: a fall, or more time told
 * than heard. What else is known is what can tell a clock that was set from a message that was kept back.
 */
export type ClockStep = {
  /** Of the later one. */
  seqNo: number;
  at: number;
  toldMs: number;
  /** Null where one of the two was noted offline: when it happened by our clock nobody knows. */
  heardMs: number | null;
  /** What the register rose in between; null where no event carries one. */
  riseWh: number | null;
  /** How far the station's clock then is beyond the furthest it had been, against ours: what was kept back only catches up. */
  aheadMs: number | null;
};

/**
 * `told`: kept back and handed over, its own times count. `doubtful`: told within a breath, or without a meter to ask; its own times
 * count, and it is shown. `forward` and `back`: the clock was set, and what we heard counts.
 */
export type ClockVerdict = "told" | "doubtful" | "forward" | "back";
export type JudgedStep = ClockStep & { verdict: ClockVerdict; chargedMs: number };

/** By so much a clock may be corrected, and so much may a live message be late, without a word. */
export const tolerance = { backMs: 60_000, forwardMs: 5 * 60_000 } as const;

/** No station stays silent for longer and goes on; a clock that was set, as from 1970, does. */
export const longestMs = 31 * 24 * 3_600_000;

/** What no charger gives: energy that would need more came in more time than we heard. */
const mostWatts = 500_000;

/** Two events heard in one breath, hours apart by their own times, were kept and handed over, or a bench played them. */
const breathMs = 10_000;

/** Without a meter to ask, a day at most is believed. */
const believedMs = 24 * 3_600_000;

export function judgeSteps(steps: readonly ClockStep[]): JudgedStep[] {
  // By how much the clock was set back: a leap that only takes that back is no catching up.
  let behind = 0;
  return steps.map((step) => {
    const judged = { ...step, ...judge(step, behind) };
    behind = Math.max(0, behind + (step.heardMs ?? Math.max(0, step.toldMs)) - step.toldMs);
    return judged;
  });
}

function judge(step: ClockStep, behind: number): Pick<JudgedStep, "verdict" | "chargedMs"> {
  const { toldMs, heardMs, riseWh, aheadMs } = step;
  if (toldMs < 0) return { verdict: "back", chargedMs: Math.max(0, heardMs ?? 0) };
  if (toldMs > longestMs) return { verdict: "forward", chargedMs: Math.max(0, heardMs ?? 0) };
  // Heard the other way round: it came late.
  if (heardMs === null || heardMs < 0) return { verdict: "told", chargedMs: toldMs };
  if (aheadMs !== null && aheadMs + behind <= tolerance.forwardMs) return { verdict: "told", chargedMs: toldMs };
  // A second more, for a register that is read in steps.
  if (riseWh !== null && riseWh * 3_600_000 > mostWatts * (heardMs + 1000))
    return { verdict: "told", chargedMs: toldMs };
  const mayBe = toldMs - heardMs <= believedMs && (riseWh === null || heardMs < breathMs);
  return mayBe ? { verdict: "doubtful", chargedMs: toldMs } : { verdict: "forward", chargedMs: heardMs };
}

/** When a session began and ended by the station's clock, and when we heard of it; null where the station was offline then. */
export type Span = { startedAt: number; endedAt: number; startHeardAt: number | null; endHeardAt: number | null };

/** Where both clocks ran alike from the beginning to the end, nothing else need be asked. */
export const clocksAgree = ({ startedAt, endedAt, startHeardAt, endHeardAt }: Span): boolean =>
  startHeardAt !== null &&
  endHeardAt !== null &&
  endedAt >= startedAt &&
  Math.abs(endedAt - startedAt - (endHeardAt - startHeardAt)) <= tolerance.forwardMs;

/** The milliseconds to charge for: those by the station's clock, which knows its sessions best, but for where it was set. */
export const chargedTime = ({ startedAt, endedAt }: Pick<Span, "startedAt" | "endedAt">, steps: readonly ClockStep[]) =>
  Math.max(0, endedAt - startedAt - clockShift(judgeSteps(steps)));

/** By how much the times before all steps are off against those after. */
export const clockShift = (steps: readonly JudgedStep[]): number =>
  steps.reduce((sum, { toldMs, chargedMs }) => sum + toldMs - chargedMs, 0);
