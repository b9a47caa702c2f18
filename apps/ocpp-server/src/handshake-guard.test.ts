import { expect, test } from "vitest";
import { handshakeGuard } from "./handshake-guard";

const guarded = () => handshakeGuard({ failedHandshakes: 3, failedWithinMs: 60_000 });

test("so many failures within the time block the pair for as long, and no other", () => {
  const guard = guarded();
  for (const at of [0, 10_000, 20_000]) guard.failed("a", at);
  expect(guard.blockedForSeconds("a", 20_000)).toBe(60);
  expect(guard.blockedForSeconds("a", 79_001)).toBe(1);
  expect(guard.blockedForSeconds("a", 80_000)).toBe(0);
  expect(guard.blockedForSeconds("b", 20_000)).toBe(0);
});

test("failures that lie further apart, or a success between, do not add up", () => {
  const guard = guarded();
  for (const at of [0, 40_000, 80_000]) guard.failed("slow", at);
  expect(guard.blockedForSeconds("slow", 80_000)).toBe(0);
  for (const at of [0, 1]) guard.failed("better", at);
  guard.succeeded("better");
  guard.failed("better", 2);
  expect(guard.blockedForSeconds("better", 2)).toBe(0);
});

test("invented stations push out the oldest, not the memory", () => {
  const guard = guarded();
  for (let n = 0; n < 3; n++) guard.failed("first", n);
  for (let n = 0; n < 20_001; n++) guard.failed(`invented ${n}`, 10);
  expect(guard.blockedForSeconds("first", 10)).toBe(0);
  guard.failed("invented 20000", 11);
  guard.failed("invented 20000", 12);
  expect(guard.blockedForSeconds("invented 20000", 12)).toBe(60);
});
