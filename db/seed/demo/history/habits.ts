import { between, type Random } from "../random";
import type { Habit } from "../tenants";

type Pattern = {
  /** Arrivals an hour at a free EVSE, by the hour of the site's own clock. */
  arrivals: readonly number[];
  /** What remains of them on a Saturday or Sunday. */
  weekend: number;
  stayHours: readonly [from: number, to: number];
};

const hours = (spans: readonly [from: number, to: number, rate: number][]) =>
  Array.from({ length: 24 }, (_, hour) => spans.find(([from, to]) => hour >= from && hour < to)?.[2] ?? 0);

const patterns: Record<Habit, Pattern> = {
  city: {
    arrivals: hours([
      [7, 10, 0.09],
      [10, 17, 0.11],
      [17, 21, 0.13],
    ]),
    weekend: 0.8,
    stayHours: [0.8, 4.5],
  },
  office: {
    arrivals: hours([
      [6, 7, 0.1],
      [7, 9, 0.35],
      [9, 11, 0.12],
      [12, 15, 0.08],
    ]),
    weekend: 0.08,
    stayHours: [3, 9],
  },
  depot: {
    arrivals: hours([
      [16, 18, 0.3],
      [18, 21, 0.35],
    ]),
    weekend: 0.5,
    stayHours: [7.5, 11.5],
  },
  motorway: {
    arrivals: hours([
      [0, 6, 0.04],
      [6, 9, 0.16],
      [9, 20, 0.24],
      [20, 24, 0.1],
    ]),
    weekend: 1.2,
    stayHours: [0.3, 0.9],
  },
};

/** Nobody leaves a car at a rapid charger for the day, whatever the place. */
const rapidStayHours = [0.3, 0.9] as const;

export function arrivalsAt(habit: Habit, { hour, isWeekend }: { hour: number; isWeekend: boolean }): number {
  const { arrivals, weekend } = patterns[habit];
  return arrivals[hour]! * (isWeekend ? weekend : 1);
}

export const stayMsOf = (habit: Habit, isRapid: boolean, random: Random): number =>
  Math.round(between(random, ...(isRapid ? rapidStayHours : patterns[habit].stayHours)) * 3_600_000);

/** The hour and the kind of day at a place. */
export function clockOf(timeZone: string): (at: number) => { hour: number; isWeekend: boolean } {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, hour: "numeric", hourCycle: "h23", weekday: "short" });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return { hour: Number(parts.hour), isWeekend: parts.weekday === "Sat" || parts.weekday === "Sun" };
  };
}
