import { z } from "zod";

export const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
type Day = (typeof days)[number];

/** On the wall of the site: "00:00" to "24:00". */
export const clockText = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "a time like 08:30");

/** An end that is not after its beginning is on the day after; the same time twice is a whole day. */
export type WeeklyTime = { days: Day[]; from: string; to: string };

const minuteMs = 60_000;
const dayMinutes = 1440;

/** The end of the window a moment lies in, by the clock of a place; null outside of all. Never later than the clock says: it bounds a cache. */
export function windowEnd(times: WeeklyTime[], at: Date, timeZone: string): Date | null {
  const wall = wallAt(at, timeZone);
  const left = Math.max(...times.map((time) => minutesLeft(time, wall)));
  if (left <= 0) return null;
  const end = Math.floor(at.getTime() / minuteMs) * minuteMs + left * minuteMs;
  const moved = offsetAt(new Date(end), timeZone) - offsetAt(at, timeZone);
  // Where clocks go back meanwhile, the wall may show a time before the window's beginning once more.
  if (moved < 0) return clockChange(at, new Date(end), timeZone);
  // Where they go forward, it shows the end an hour earlier.
  return new Date(end - moved * minuteMs);
}

/** The minute in which the clock of a place is set, between two moments at which it is set differently. */
function clockChange(before: Date, after: Date, timeZone: string): Date {
  let [low, high] = [Math.floor(before.getTime() / minuteMs), after.getTime() / minuteMs];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(new Date(middle * minuteMs), timeZone) === offsetAt(before, timeZone)) low = middle;
    else high = middle;
  }
  return new Date(high * minuteMs);
}

/** When the next window opens, seen from outside of all. */
export function windowBegin(times: WeeklyTime[], at: Date, timeZone: string): Date {
  const { day, minute } = wallAt(at, timeZone);
  const week = 7 * dayMinutes;
  const waits = times.flatMap(({ days: on, from }) =>
    on.map((name) => ((days.indexOf(name) - day) * dayMinutes + minutesOf(from) - minute + week) % week || week),
  );
  const begin = new Date((Math.floor(at.getTime() / minuteMs) + Math.min(...waits)) * minuteMs);
  return new Date(begin.getTime() - (offsetAt(begin, timeZone) - offsetAt(at, timeZone)) * minuteMs);
}

type Wall = { day: number; minute: number };

function minutesLeft({ days: on, from, to }: WeeklyTime, { day, minute }: Wall): number {
  const [begin, until] = [minutesOf(from), minutesOf(to)];
  const length = until > begin ? until - begin : until + dayMinutes - begin;
  const passed = (began: number, since: number) =>
    on.includes(days[began]!) && since >= 0 && since < length ? length - since : 0;
  return Math.max(passed(day, minute - begin), passed((day + 6) % 7, minute + dayMinutes - begin));
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

function wallAt(at: Date, timeZone: string): Wall {
  const wall = new Date(at.getTime() + offsetAt(at, timeZone) * minuteMs);
  return { day: (wall.getUTCDay() + 6) % 7, minute: wall.getUTCHours() * 60 + wall.getUTCMinutes() };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { ...fields, timeZone });
    formats.set(timeZone, format);
  }
  return format;
}

const fields = {
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
} as const;

/** Minutes that the clock on the wall is ahead of UTC. */
export function offsetAt(at: Date, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const whole = Math.floor(at.getTime() / 1000) * 1000;
  return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - whole) / minuteMs);
}
