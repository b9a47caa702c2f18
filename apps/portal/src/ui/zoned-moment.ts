import { zoneOffset } from "./time-scale";

/** What a field of date and time says, `2026-11-21T18:30`, by the clocks of a zone; undefined while it says nothing whole. */
export function momentIn(text: string, timeZone: string): Date | undefined {
  const guess = /^\d{4,}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (Number.isNaN(guess)) return undefined;
  // The offset there is that of a moment near it, which is known only once the offset is.
  const near = guess - zoneOffset(guess, timeZone);
  return new Date(guess - zoneOffset(near, timeZone));
}
