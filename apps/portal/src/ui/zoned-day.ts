import { zoneOffset } from "./time-scale";

const dayMs = 86_400_000;

/** A calendar day as it stands in an address and in a date field: `2026-11-21`. */
export const isDay = (text: string | undefined): text is string =>
  text !== undefined &&
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  dayOfUtc(Date.parse(text)) === text;

const dayOfUtc = (at: number) => new Date(at).toISOString().slice(0, 10);

/** The day that the clocks of a zone show. */
export const dayOf = (at: number, timeZone: string): string => dayOfUtc(at + zoneOffset(at, timeZone));

export const addDays = (day: string, days: number): string => dayOfUtc(Date.parse(day) + days * dayMs);

/** The first moment of a day in a zone, also where the clocks leave midnight out or show it twice. */
export function startOfDay(day: string, timeZone: string): Date {
  const guess = Date.parse(day);
  const moments = [guess - dayMs, guess + dayMs].map((near) => guess - zoneOffset(near, timeZone));
  const inside = moments.filter((moment) => dayOf(moment, timeZone) >= day);
  return new Date(Math.min(...(inside.length > 0 ? inside : moments)));
}
