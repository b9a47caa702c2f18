import { zoneOffset } from "./time-scale";

/** A moment as a field for date and time shows it: the wall clock of a zone, `2026-11-28T14:30`. */
export const writeMoment = (at: number, timeZone: string): string =>
  new Date(at + zoneOffset(at, timeZone)).toISOString().slice(0, 16);

/** And back. An hour that the clocks show twice is its first; one they leave out is the hour after. */
export function readMoment(text: string, timeZone: string): Date | undefined {
  const wall = Date.parse(`${text}Z`);
  if (Number.isNaN(wall)) return undefined;
  const [early, late] = [wall - 86_400_000, wall + 86_400_000].map((near) => wall - zoneOffset(near, timeZone));
  const fits = [early!, late!].filter((at) => writeMoment(at, timeZone) === text.slice(0, 16));
  return new Date(fits.length > 0 ? Math.min(...fits) : early!);
}
