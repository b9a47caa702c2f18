import { zoneOffset } from "./time-scale";

const dayMs = 86_400_000;

/** What a field for date and time shows of a moment, by the clocks of a zone: `2026-11-21T18:30`. */
export const localTimeOf = (at: number, timeZone: string): string =>
  new Date(at + zoneOffset(at, timeZone)).toISOString().slice(0, 16);

/** The moment at which the clocks of a zone show this; of an hour they show twice the first, of one they leave out the time after. */
export function momentOf(local: string, timeZone: string): Date {
  const shown = Date.parse(`${local}Z`);
  const [before, after] = [shown - dayMs, shown + dayMs].map((near) => shown - zoneOffset(near, timeZone));
  const first = Math.min(before!, after!);
  return new Date(localTimeOf(first, timeZone) === local ? first : Math.max(before!, after!));
}
