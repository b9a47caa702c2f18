import { expect, test } from "vitest";
import { momentIn } from "./zoned-moment";

test.each([
  ["2026-11-21T18:30", "Europe/Berlin", "2026-11-21T17:30:00.000Z"],
  ["2026-07-01T00:00", "Europe/Berlin", "2026-06-30T22:00:00.000Z"],
  ["2026-10-25T04:00", "Europe/Berlin", "2026-10-25T03:00:00.000Z"],
  ["2026-03-29T03:00", "Europe/Berlin", "2026-03-29T01:00:00.000Z"],
  ["2026-11-21T18:30", "America/New_York", "2026-11-21T23:30:00.000Z"],
])("%s in %s is %s", (text, timeZone, moment) => {
  expect(momentIn(text, timeZone)?.toISOString()).toBe(moment);
});

test.each(["", "2026-11", "soon"])("%j is no moment", (text) => {
  expect(momentIn(text, "UTC")).toBeUndefined();
});
