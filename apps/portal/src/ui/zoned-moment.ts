import { zoneOffset } from "./time-scale";

/** What a field of date and time says, `2026-11-21T18:30`, by the clocks of a zone; undefined while it says nothing whole. */
export function momentIn(text: string, timeZone: string): Date | undefined {
  const guess = Date.parse(`${text}Z`);
  if (text === "" || Number.isNaN(guess)) return undefined;
  // The offset there is that of a moment near it, which is known only once the offset is.
  const near = guess - zoneOffset(guess, timeZone);
  return new Date(guess - zoneOffset(near, timeZone));
}
