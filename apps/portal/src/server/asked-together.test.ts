import { expect, test } from "vitest";
import { askedTogether } from "./asked-together";

/** A question whose answers come when the test says so. */
function aQuestion() {
  const pending: { answer(value: number): void; fail(why: Error): void }[] = [];
  const make = () => new Promise<number>((answer, fail) => pending.push({ answer, fail }));
  return { pending, ask: (key = "a") => askedTogether(key, make) };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test("those who ask meanwhile share the next answer, not the one that was begun before they asked", async () => {
  const { pending, ask } = aQuestion();
  const [first, second, third] = [ask(), ask(), ask()];
  expect(pending).toHaveLength(1);
  pending[0]!.answer(1);
  expect(await first).toBe(1);
  await turn();
  expect(pending).toHaveLength(2);
  pending[1]!.answer(2);
  expect(await Promise.all([second, third])).toEqual([2, 2]);
  const later = ask();
  expect(pending).toHaveLength(3);
  pending[2]!.answer(3);
  expect(await later).toBe(3);
});

test("a failure is theirs who asked then; who comes after is answered", async () => {
  const { pending, ask } = aQuestion();
  const [first, second] = [ask("b"), ask("b")];
  pending[0]!.fail(new Error("away"));
  await expect(first).rejects.toThrow("away");
  await turn();
  pending[1]!.answer(2);
  expect(await second).toBe(2);
});
