/** When a session began and ended by the station's clock, and when we heard of it; null where the station was offline then. */
export type Span = { startedAt: number; endedAt: number; startHeardAt: number | null; endHeardAt: number | null };

/** A clock that was never set begins years ago; one that is hours off is still the station's word, which counts before ours. */
const toleranceMs = 24 * 3_600_000;

/** No car charges longer; a clock that was set in mid-session does. */
const longestMs = 31 * 24 * 3_600_000;

/**
 * The milliseconds to charge for: those by the station's clock, which knows its sessions best. Where that clock was plainly
 * set in between, those we heard it run; where neither can be believed, none.
 */
export function chargedTime({ startedAt, endedAt, startHeardAt, endHeardAt }: Span): number {
  const told = endedAt - startedAt;
  const heard = startHeardAt === null || endHeardAt === null ? null : Math.max(0, endHeardAt - startHeardAt);
  if (heard !== null && (told < 0 || told > heard + toleranceMs)) return heard;
  return told < 0 || told > longestMs ? 0 : told;
}
