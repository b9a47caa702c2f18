import { expect, test } from "vitest";
import { calendarSpan, siteOfCalendar } from "./calendar-span";

const at = (asked: Record<string, string>, now = "2026-11-28T23:30:00Z", zone = "Europe/Berlin") =>
  calendarSpan((key) => asked[key], Date.parse(now), zone);

test("today is the day the site's clocks show", () => {
  expect(at({})).toMatchObject({
    ...{ span: "day", days: ["2026-11-29"], previous: "2026-11-28", next: "2026-11-30" },
    ...{ from: new Date("2026-11-28T23:00:00Z"), to: new Date("2026-11-29T23:00:00Z") },
  });
});

test("a week begins on Monday, and is an hour longer when the clocks go back", () => {
  const week = at({ span: "week", day: "2026-10-25" });
  expect(week.days).toHaveLength(7);
  expect(week).toMatchObject({ previous: "2026-10-12", next: "2026-10-26" });
  expect(week.days[0]).toBe("2026-10-19");
  expect(week.to.getTime() - week.from.getTime()).toBe(169 * 3_600_000);
});

test("what is no day or no span is today", () => {
  expect(at({ day: "2026-02-31", span: "year" })).toMatchObject({ span: "day", days: ["2026-11-29"] });
});

test("without a site chosen the calendar shows the first that has stations", () => {
  const sites = [
    { id: "a", stationCount: 0 },
    { id: "b", stationCount: 2 },
  ];
  expect(siteOfCalendar(sites, undefined)?.id).toBe("b");
  expect(siteOfCalendar(sites, "a")?.id).toBe("a");
  expect(siteOfCalendar([], undefined)).toBeUndefined();
});
