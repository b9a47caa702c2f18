import { expect, test } from "vitest";
import { secondsOf } from "./lasted";

const at = (seconds: number) => new Date(seconds * 1000);
const lasted = (startedAt: Date | null, endedAt: Date | null, active = false) =>
  secondsOf({ startedAt, endedAt, active }, 1_000_000);

test("E06: how long a session took is 0, nine days, or unknown: never less than nothing", () => {
  expect(lasted(at(5), at(5))).toBe(0);
  expect(lasted(at(0), at(9 * 86_400))).toBe(777_600);
  expect(lasted(at(7200), at(0))).toBeNull();
  expect(lasted(null, at(0))).toBeNull();
  expect(lasted(at(0), null)).toBeNull();
  // A clock a little ahead of ours is not one that was set back.
  expect(lasted(at(1030), null, true)).toBe(0);
  expect(lasted(at(400), null, true)).toBe(600);
});
