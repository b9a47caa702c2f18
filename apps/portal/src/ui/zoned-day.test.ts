import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, dayOf, isDay, startOfDay } from "./zoned-day";

const zones = Intl.supportedValuesOf("timeZone");
const days = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2060-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test.each([
  ["2026-11-21", "Europe/Berlin", "2026-11-20T23:00:00.000Z"],
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
  ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
  ["2026-10-26", "Europe/Berlin", "2026-10-25T23:00:00.000Z"],
  // Midnight is left out: the day begins at one.
  ["2024-03-31", "Asia/Beirut", "2024-03-30T22:00:00.000Z"],
  // Midnight comes twice: the day begins with the first.
  ["2024-11-03", "America/Havana", "2024-11-03T04:00:00.000Z"],
  ["2026-06-01", "Asia/Kathmandu", "2026-05-31T18:15:00.000Z"],
])("%s in %s begins at %s", (day, zone, start) => {
  expect(startOfDay(day, zone).toISOString()).toBe(start);
});

test("a day begins in itself, and a moment before is another day", () => {
  fc.assert(
    fc.property(days, fc.constantFrom(...zones), (day, zone) => {
      const start = startOfDay(day, zone).getTime();
      // Some zones have left a whole day out.
      fc.pre(dayOf(start + 43_200_000, zone) === day);
      expect(dayOf(start, zone)).toBe(day);
      expect(dayOf(start - 1, zone) < day).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ["2026-11-21", true],
  ["2026-02-30", false],
  ["2026-2-3", false],
  ["today", false],
  [undefined, false],
])("%s is a day: %s", (text, is) => {
  expect(isDay(text)).toBe(is);
});

test("days are counted over months", () => {
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
});
