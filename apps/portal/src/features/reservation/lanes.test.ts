import { expect, test } from "vitest";
import { lanesOf } from "./lanes";

const bar = (from: number, to: number) => ({ from, to });

test("one after the other stand in one lane, those at the same time below each other", () => {
  expect(lanesOf([bar(0, 10), bar(10, 20), bar(20, 30)], 1)).toEqual([0, 0, 0]);
  expect(lanesOf([bar(0, 10), bar(5, 20), bar(12, 30)], 1)).toEqual([0, 1, 0]);
});

test("a short one keeps the room it is drawn with, in whatever order they come", () => {
  expect(lanesOf([bar(3, 9), bar(0, 1)], 5)).toEqual([1, 0]);
  expect(lanesOf([], 5)).toEqual([]);
});
