import { addDays, dayOf, isDay, startOfDay } from "../../ui/zoned-day";

export const periods = ["today", "yesterday", "week", "month"] as const;
export type Period = (typeof periods)[number];

/** What the address says of the time: a word, or days of which the last counts. */
export type Asked = { when?: string | undefined; from?: string | undefined; to?: string | undefined };

export const periodOf = ({ when }: Asked): Period | undefined => periods.find((period) => period === when);

/** The days meant, by the clocks of a zone; the last is open where time goes on. */
export function daysOf(
  asked: Asked,
  now: number,
  timeZone: string,
): { first?: string | undefined; last?: string | undefined } {
  const today = dayOf(now, timeZone);
  const period = periodOf(asked);
  if (period === "today") return { first: today };
  if (period === "yesterday") return { first: addDays(today, -1), last: addDays(today, -1) };
  if (period) return { first: addDays(today, period === "week" ? -6 : -29) };
  return { first: isDay(asked.from) ? asked.from : undefined, last: isDay(asked.to) ? asked.to : undefined };
}

/** The moments: from the first of the first day to the first after the last. */
export function momentsOf(
  asked: Asked,
  now: number,
  timeZone: string,
): { from?: Date | undefined; to?: Date | undefined } {
  const { first, last } = daysOf(asked, now, timeZone);
  return {
    from: first === undefined ? undefined : startOfDay(first, timeZone),
    to: last === undefined ? undefined : startOfDay(addDays(last, 1), timeZone),
  };
}
