/** A stretch of seqNos that never came, both ends included. */
export type Gap = { from: number; to: number };

/** No session needs more to be understood, and none may fill a page with numbers. */
const mostListed = 1000;

/** Stations that count every session from 0 lose few before the first that comes; a higher first number is a counter that runs on. */
const countsFromZeroBelow = 10;

/**
 * The seqNos that must exist and were not heard: between those heard, and before the first when Started is lost.
 * `heard` in ascending order; a first number above 0 with its Started is no gap (some stations count per EVSE).
 */
export function gapsOf(heard: number[], hasStarted: boolean): Gap[] {
  const gaps: Gap[] = [];
  const first = heard[0];
  if (first === undefined) return gaps;
  if (!hasStarted && first > 0) gaps.push({ from: first < countsFromZeroBelow ? 0 : first - 1, to: first - 1 });
  for (let index = 1; index < heard.length; index++) {
    const before = heard[index - 1]!;
    const after = heard[index]!;
    if (after > before + 1) gaps.push({ from: before + 1, to: after - 1 });
  }
  return gaps;
}

export function missingSeqNos(gaps: Gap[]): number[] {
  const missing: number[] = [];
  for (const { from, to } of gaps) {
    for (let seqNo = from; seqNo <= to && missing.length < mostListed; seqNo++) missing.push(seqNo);
  }
  return missing;
}
