import { expect, test } from "vitest";
import { isAway } from "./is-away";

const failed = (code: string) => Object.assign(new Error("something"), { code });

test.each([
  ["53100", "a full disk"],
  ["53300", "too many connections"],
  ["57P01", "a shutdown by the administrator"],
  ["57P02", "a crash of another session, PANIC"],
  ["57P03", "a recovery that is under way"],
  ["58030", "a disk that fails"],
  ["CONNECTION_CLOSED", "a connection that broke"],
  ["ENOSPC", "a full disk of ours"],
])("%s is no fault of what was asked: %s", (code) => {
  expect(isAway(failed(code))).toBe(true);
  expect(isAway(new Error("Failed query", { cause: failed(code) }))).toBe(true);
});

test.each(["23505", "23514", "22P02", "42P01", ""])("%s does not pass by waiting", (code) => {
  expect(isAway(failed(code))).toBe(false);
});
