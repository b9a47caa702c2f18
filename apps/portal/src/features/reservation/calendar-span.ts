import { addDays, dayOf, isDay, startOfDay } from "../../ui/zoned-day";

export const spans = ["day", "week"] as const;
export type Span = (typeof spans)[number];

export type CalendarSpan = { span: Span; days: string[]; from: Date; to: Date; previous: string; next: string };

/** What the address asks the calendar for: the day it names, or the week from Monday that holds it, by the clocks of a zone. */
export function calendarSpan(read: (key: string) => string | undefined, now: number, timeZone: string): CalendarSpan {
  const span = spans.find((one) => one === read("span")) ?? "day";
  const asked = read("day");
  const day = isDay(asked) ? asked : dayOf(now, timeZone);
  const first = span === "week" ? addDays(day, -((new Date(day).getUTCDay() + 6) % 7)) : day;
  const length = span === "week" ? 7 : 1;
  return {
    span,
    days: Array.from({ length }, (_, at) => addDays(first, at)),
    from: startOfDay(first, timeZone),
    to: startOfDay(addDays(first, length), timeZone),
    previous: addDays(first, -length),
    next: addDays(first, length),
  };
}

export const calendarInput = (siteId: string | undefined, { from, to }: CalendarSpan) => ({
  ...{ siteId, from, to },
  limit: 25,
});

/** A calendar has one clock, so it shows one site: the one chosen, else the first that has stations. */
export const siteOfCalendar = <S extends { id: string; stationCount: number }>(
  sites: S[],
  asked: string | undefined,
): S | undefined =>
  sites.find(({ id }) => id === asked) ?? sites.find(({ stationCount }) => stationCount > 0) ?? sites[0];
