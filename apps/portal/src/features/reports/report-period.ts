import { addDays, dayOf, isDay, startOfDay } from "../../ui/zoned-day";

export const reportPeriods = ["lastMonth", "thisMonth", "week", "days"] as const;
export type ReportPeriod = (typeof reportPeriods)[number];

export type Days = { first: string; last: string };

/** The days of a period as the calendar of a zone has them now; both count. */
export function daysOfPeriod(period: Exclude<ReportPeriod, "days">, now: number, timeZone: string): Days {
  const today = dayOf(now, timeZone);
  const month = `${today.slice(0, 8)}01`;
  if (period === "thisMonth") return { first: month, last: today };
  if (period === "week") return { first: addDays(today, -7), last: addDays(today, -1) };
  const last = addDays(month, -1);
  return { first: `${last.slice(0, 8)}01`, last };
}

/** What is wrong with days that were typed; undefined when nothing is. */
export function faultOfDays({ first, last }: Days): "missing" | "order" | undefined {
  if (!isDay(first) || !isDay(last)) return "missing";
  return first > last ? "order" : undefined;
}

export const momentsOfDays = ({ first, last }: Days, timeZone: string) => ({
  from: startOfDay(first, timeZone),
  to: startOfDay(addDays(last, 1), timeZone),
});
