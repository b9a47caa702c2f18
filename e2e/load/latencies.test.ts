import { expect, test } from "vitest";
import { median, spreadOf } from "./latencies";

test("percentiles are values that were measured", () => {
  const times = Array.from({ length: 200 }, (_, n) => 200 - n);
  expect(spreadOf(times)).toEqual({ count: 200, p50: 101, p95: 191, p99: 199, max: 200 });
  expect(spreadOf([7])).toEqual({ count: 1, p50: 7, p95: 7, p99: 7, max: 7 });
  expect(spreadOf([])).toEqual({ count: 0, p50: 0, p95: 0, p99: 0, max: 0 });
});

test("the median of an even number lies between the two in the middle", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});
