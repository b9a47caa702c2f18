import type { Profile, Schedule } from "./profile-rules";

/** Of a phase, where nobody says otherwise. */
const volts = 230;

/** Watts are of all phases together, amperes of each (K01.FR.50, .51). */
export function toUnit(limit: number, from: "A" | "W", to: "A" | "W", phases: number): number {
  if (from === to) return limit;
  return from === "A" ? limit * volts * phases : limit / (volts * phases);
}

export type Limit = { limit: number; unit: "A" | "W"; phases: number };

const periodSeconds = { Daily: 86_400, Weekly: 604_800 } as const;

/** What one of a profile's schedules says for a moment; a relative one begins at `begin`. Undefined where it says nothing. */
export function limitOfSchedule(
  { startSchedule, duration, chargingRateUnit, chargingSchedulePeriod }: Schedule,
  recurrency: Profile["recurrencyKind"],
  at: number,
  begin: number,
): Limit | undefined {
  let second = (at - (startSchedule === undefined ? begin : Date.parse(startSchedule))) / 1000;
  if (recurrency)
    second = ((second % periodSeconds[recurrency]) + periodSeconds[recurrency]) % periodSeconds[recurrency];
  if (second < 0 || (duration !== undefined && second >= duration)) return undefined;
  const period = chargingSchedulePeriod.findLast(({ startPeriod }) => startPeriod <= second);
  return period && { limit: period.limit, unit: chargingRateUnit, phases: period.numberPhases ?? 3 };
}

/** What a profile says for a moment: that of its first schedule which says something, while it is valid (K01.FR.36, .37). */
export function limitAt(profile: Profile, at: number, begin: number): Limit | undefined {
  if (profile.validFrom !== undefined && at < Date.parse(profile.validFrom)) return undefined;
  if (profile.validTo !== undefined && at >= Date.parse(profile.validTo)) return undefined;
  for (const schedule of profile.chargingSchedule) {
    const limit = limitOfSchedule(schedule, profile.recurrencyKind, at, begin);
    if (limit) return limit;
  }
  return undefined;
}

/** Further ahead nobody plans; a schedule of years shall not be walked day by day. */
const horizonMs = 8 * 86_400_000;

/** The moments after `from` and before `to` at which what a schedule says may change. */
export function changesOf(
  { startSchedule, duration, chargingSchedulePeriod }: Schedule,
  recurrency: Profile["recurrencyKind"],
  { from, to, begin }: { from: number; to: number; begin: number },
): number[] {
  const base = startSchedule === undefined ? begin : Date.parse(startSchedule);
  const end = Math.min(to, from + horizonMs);
  const seconds = [...chargingSchedulePeriod.map(({ startPeriod }) => startPeriod), ...(duration ? [duration] : [])];
  const stride = recurrency ? periodSeconds[recurrency] * 1000 : 0;
  const first = stride ? base + Math.floor((from - base) / stride) * stride : base;
  const rounds = stride ? Math.ceil((end - first) / stride) + 1 : 1;
  return Array.from({ length: Math.max(1, rounds) }, (_, round) =>
    seconds.map((second) => first + round * stride + second * 1000),
  )
    .flat()
    .filter((moment) => moment > from && moment < end);
}
