import { expect, test } from "vitest";
import { fairLines } from "./fair-lines";

const names = (items: { name: string }[]) => items.map(({ name }) => name);

test("each tenant in turn, each in its own order, and all are served in the end", () => {
  const lines = fairLines<{ tenantId: string; name: string }>();
  for (const name of ["a1", "a2", "a3", "a4", "b1", "c1", "c2"]) lines.put({ tenantId: name[0]!, name });
  expect(names(lines.take(4))).toEqual(["a1", "b1", "c1", "a2"]);
  lines.put({ tenantId: "b", name: "b2" });
  expect(names(lines.take(100))).toEqual(["c2", "a3", "b2", "a4"]);
  expect(lines.size()).toBe(0);
  expect(lines.take(1)).toEqual([]);
});

test("what is removed is not taken, and not counted", () => {
  const lines = fairLines<{ tenantId: string; name: string }>();
  for (const name of ["a1", "a2", "b1"]) lines.put({ tenantId: name[0]!, name });
  expect(names(lines.remove(({ name }) => name.endsWith("1")))).toEqual(["a1", "b1"]);
  expect(lines.size()).toBe(1);
  expect(names(lines.all())).toEqual(["a2"]);
  expect(names(lines.take(9))).toEqual(["a2"]);
});
