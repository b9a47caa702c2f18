import { zoneOffset } from "./time-scale";

const minuteText = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** What the clocks of a zone show, as a field of type datetime-local writes it. */
export const toZoned = (at: number, timeZone: string): string =>
  new Date(at + zoneOffset(at, timeZone)).toISOString().slice(0, 16);

/** The moment at which the clocks of a zone show this; where they leave it out, the one just after. */
export function fromZoned(text: string, timeZone: string): Date | undefined {
  const guess = minuteText.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (Number.isNaN(guess)) return undefined;
  const near = guess - zoneOffset(guess, timeZone);
  return new Date(guess - zoneOffset(near, timeZone));
}
