import fc from "fast-check";
import { expect, test } from "vitest";
import { days, type WeeklyTime, windowBegin, windowEnd } from "./weekly-times";

const office: WeeklyTime[] = [{ days: ["Mon", "Tue", "Wed", "Thu", "Fri"], from: "08:00", to: "18:00" }];
const night: WeeklyTime[] = [{ days: ["Fri"], from: "22:00", to: "06:00" }];
const end = (times: WeeklyTime[], at: string, zone = "Europe/Berlin") =>
  windowEnd(times, new Date(at), zone)?.toISOString() ?? null;

test("C01: the hours of a card are those on the wall of the site", () => {
  expect(end(office, "2026-06-01T06:00:00Z")).toBe("2026-06-01T16:00:00.000Z");
  expect(end(office, "2026-06-01T05:59:59Z")).toBeNull();
  expect(end(office, "2026-06-01T16:00:00Z")).toBeNull();
  expect(end(office, "2026-06-01T06:00:00Z", "UTC")).toBeNull();
  expect(end(office, "2026-06-06T10:00:00Z")).toBeNull();
});

test("C01: hours over midnight belong to the day they begin on", () => {
  expect(end(night, "2026-06-05T20:30:00Z")).toBe("2026-06-06T04:00:00.000Z");
  expect(end(night, "2026-06-06T03:59:00Z")).toBe("2026-06-06T04:00:00.000Z");
  expect(end(night, "2026-06-05T03:00:00Z")).toBeNull();
  expect(end([{ days: ["Mon"], from: "00:00", to: "24:00" }], "2026-06-01T21:59:00Z")).toBe("2026-06-01T22:00:00.000Z");
});

test("C01: when clocks go forward, a night of hours ends an hour earlier", () => {
  const saturday: WeeklyTime[] = [{ days: ["Sat"], from: "22:00", to: "06:00" }];
  expect(end(saturday, "2026-03-28T22:00:00Z")).toBe("2026-03-29T04:00:00.000Z");
});

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const times = fc.array(
  fc.record({ days: fc.uniqueArray(fc.constantFrom(...days), { minLength: 1 }), from: clock, to: clock }),
  { minLength: 1, maxLength: 4 },
);
/** Around the changes of clocks of three zones, one of them of half an hour. */
const moment = fc
  .tuple(
    fc.constantFrom("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z"),
    fc.integer({ min: -2880, max: 2880 }),
  )
  .map(([at, minutes]) => new Date(Date.parse(at) + minutes * 60_000));
const zone = fc.constantFrom("Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "Asia/Kathmandu");

/** What the calendar says, asked in another way. */
function wall(at: Date, timeZone: string) {
  const [weekday, time] = new Intl.DateTimeFormat("en-GB", {
    ...{ weekday: "short", hour: "2-digit", minute: "2-digit" },
    ...{ hourCycle: "h23", timeZone },
  } as Intl.DateTimeFormatOptions)
    .format(at)
    .split(/,? /);
  return { day: (days as readonly string[]).indexOf(weekday!), time: time! };
}
const isIn = (all: WeeklyTime[], at: Date, timeZone: string) => {
  const { day, time } = wall(at, timeZone);
  return all.some(({ days: on, from, to }) => {
    const today = on.includes(days[day]!);
    const yesterday = on.includes(days[(day + 6) % 7]!);
    return from < to ? today && time >= from && time < to : (today && time >= from) || (yesterday && time < to);
  });
};

test("C01: a card is let in when the clock on the wall says so, whatever clocks do", () => {
  fc.assert(
    fc.property(times, moment, zone, (all, at, timeZone) => {
      expect(windowEnd(all, at, timeZone) !== null).toBe(isIn(all, at, timeZone));
    }),
    { numRuns: 500 },
  );
});

test("C10: a station is never told to remember a card beyond its hours", () => {
  fc.assert(
    fc.property(times, moment, zone, (all, at, timeZone) => {
      const until = windowEnd(all, at, timeZone);
      if (!until) return;
      expect(until.getTime()).toBeGreaterThan(at.getTime() - 3_600_000);
      for (let minute = at.getTime(); minute < until.getTime(); minute += 15 * 60_000)
        expect(isIn(all, new Date(minute), timeZone)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("C01: outside of its hours, a card may be good again when the next of them begin", () => {
  const begin = (times: WeeklyTime[], at: string) => windowBegin(times, new Date(at), "Europe/Berlin").toISOString();
  expect(begin(office, "2026-06-01T05:59:30Z")).toBe("2026-06-01T06:00:00.000Z");
  expect(begin(office, "2026-06-05T16:00:00Z")).toBe("2026-06-08T06:00:00.000Z");
  expect(begin([...office, ...night], "2026-06-05T16:00:00Z")).toBe("2026-06-05T20:00:00.000Z");
  // Over the night in which clocks go forward, and the one in which they go back.
  expect(begin(office, "2026-03-28T12:00:00Z")).toBe("2026-03-30T06:00:00.000Z");
  expect(begin(office, "2026-10-24T12:00:00Z")).toBe("2026-10-26T07:00:00.000Z");
});
