import { expect, test } from "vitest";
import { daysOfPeriod, faultOfDays, momentsOfDays } from "./report-period";

test.each([
  ["lastMonth", "2026-03-15T12:00:00Z", "2026-02-01", "2026-02-28"],
  ["lastMonth", "2026-01-31T23:30:00Z", "2026-01-01", "2026-01-31"],
  ["thisMonth", "2026-03-15T12:00:00Z", "2026-03-01", "2026-03-15"],
  ["week", "2026-03-03T12:00:00Z", "2026-02-24", "2026-03-02"],
] as const)("%s at %s in Berlin is %s to %s", (period, now, first, last) => {
  expect(daysOfPeriod(period, Date.parse(now), "Europe/Berlin")).toEqual({ first, last });
});

test("days become moments of the zone, and the last day counts whole", () => {
  expect(momentsOfDays({ first: "2026-03-01", last: "2026-03-31" }, "Europe/Berlin")).toEqual({
    from: new Date("2026-02-28T23:00:00Z"),
    to: new Date("2026-03-31T22:00:00Z"),
  });
});

test.each([
  ["2026-03-01", "2026-03-01", undefined],
  ["2026-03-02", "2026-03-01", "order"],
  ["", "2026-03-01", "missing"],
  ["2026-03-01", "2026-02-30", "missing"],
])("%s to %s: %s", (first, last, fault) => {
  expect(faultOfDays({ first, last })).toBe(fault);
});
