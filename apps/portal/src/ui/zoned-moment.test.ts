import { expect, test } from "vitest";
import { fromZoned, toZoned } from "./zoned-moment";

const berlin = "Europe/Berlin";

test("a moment is written by the clocks of its zone, and read back, in summer and winter", () => {
  for (const [text, iso] of [
    ["2026-07-01T18:30", "2026-07-01T16:30:00.000Z"],
    ["2026-01-01T00:15", "2025-12-31T23:15:00.000Z"],
    ["2026-03-29T03:00", "2026-03-29T01:00:00.000Z"],
  ] as const) {
    expect(fromZoned(text, berlin)?.toISOString()).toBe(iso);
    expect(toZoned(Date.parse(iso), berlin)).toBe(text);
  }
});

test("what is no time is none", () => {
  expect(fromZoned("", berlin)).toBeUndefined();
  expect(fromZoned("2026-13-01T00:00", berlin)).toBeUndefined();
});
