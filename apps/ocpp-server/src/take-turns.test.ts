import { expect, test } from "vitest";
import { takeTurns } from "./take-turns";

test("so many run at once, so many wait, and the next is turned away at once", async () => {
  const turns = takeTurns({ atOnce: 2, waiting: 1 });
  const ends: (() => void)[] = [];
  const begun: string[] = [];
  const run = (name: string) =>
    turns.run(async () => {
      begun.push(name);
      await new Promise<void>((end) => ends.push(end));
      return name;
    });
  const runs = [run("a"), run("b"), run("c")];
  expect(run("d")).toBeUndefined();
  expect(begun).toEqual(["a", "b"]);
  expect(turns.waiting()).toBe(1);
  ends.shift()?.();
  expect(await runs[0]).toBe("a");
  await new Promise(setImmediate);
  expect(begun).toEqual(["a", "b", "c"]);
  for (const end of ends) end();
  expect(await Promise.all(runs)).toEqual(["a", "b", "c"]);
});

test("work that fails gives its place on", async () => {
  const turns = takeTurns({ atOnce: 1, waiting: 5 });
  const failed = turns.run(() => Promise.reject(new Error("no")));
  const next = turns.run(async () => "yes");
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe("yes");
});
