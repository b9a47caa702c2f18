import { expect, test } from "vitest";
import { localTimeOf, momentOf } from "./zoned-time";

test.each([
  ["2026-11-21T18:30", "Europe/Berlin", "2026-11-21T17:30:00.000Z"],
  ["2026-06-21T18:30", "Europe/Berlin", "2026-06-21T16:30:00.000Z"],
  ["2026-06-21T18:30", "Asia/Kathmandu", "2026-06-21T12:45:00.000Z"],
  // Shown twice: the first.
  ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
])("%s by the clocks of %s", (local, timeZone, moment) => {
  expect(momentOf(local, timeZone).toISOString()).toBe(moment);
  expect(localTimeOf(Date.parse(moment), timeZone)).toBe(local);
});

test("an hour the clocks leave out is the one after", () => {
  expect(momentOf("2026-03-29T02:30", "Europe/Berlin").toISOString()).toBe("2026-03-29T01:30:00.000Z");
});
