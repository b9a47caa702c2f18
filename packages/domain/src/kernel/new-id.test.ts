import { expect, test } from "vitest";
import { newId } from "./new-id";

const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("ids are UUIDv7, each of its own and greater than the one before", () => {
  const ids = Array.from({ length: 5_000 }, () => newId());
  expect(ids.filter((id) => !version7.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});

test("an id says of which moment it is, and is no other's of that moment", () => {
  const at = new Date("2026-03-01T12:00:00.123Z");
  const ids = Array.from({ length: 1_000 }, () => newId(at));
  expect(ids.map((id) => Number.parseInt(id.replace("-", "").slice(0, 12), 16))).toEqual(ids.map(() => at.getTime()));
  expect(new Set(ids).size).toBe(ids.length);
});
