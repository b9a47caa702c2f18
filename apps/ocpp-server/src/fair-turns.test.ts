import { expect, test } from "vitest";
import { fairTurns } from "./fair-turns";
import { NotStoredInTime } from "./group-commit";

const turn = () => new Promise(setImmediate);

/** Work that ends when it is told to. */
function someWork(turns: ReturnType<typeof fairTurns>) {
  const begun: string[] = [];
  const ends = new Map<string, { done(): void; fails(why: unknown): void }>();
  const ask = (name: string) =>
    turns.run(name[0]!, () => {
      begun.push(name);
      return new Promise<string>((resolve, reject) => {
        ends.set(name, { done: () => resolve(name), fails: reject });
      });
    });
  return { begun, ask, end: (name: string) => ends.get(name)! };
}

test("no more at once than allowed, and a crowd of one tenant does not keep another waiting", async () => {
  const turns = fairTurns({ atOnce: 2, giveUpMs: 1_000 });
  const { begun, ask, end } = someWork(turns);
  const answers = Promise.allSettled(["a1", "a2", "a3", "a4", "b1"].map(ask));
  await turn();
  expect(begun).toEqual(["a1", "a2"]);
  expect(turns.waiting()).toBe(3);
  end("a1").done();
  await turn();
  end("a2").done();
  await turn();
  expect(begun).toEqual(["a1", "a2", "a3", "b1"]);
  end("b1").fails(new Error("refused"));
  await turn();
  expect(begun.at(-1)).toBe("a4");
  for (const name of ["a3", "a4"]) end(name).done();
  expect((await answers).map(({ status }) => status)).toEqual([...Array(4).fill("fulfilled"), "rejected"]);
});

test("while work gets done a turn may be long in coming; when none does, those who wait are let go", async () => {
  const turns = fairTurns({ atOnce: 1, giveUpMs: 1_000 });
  const { begun, ask, end } = someWork(turns);
  const [first, second, third] = ["a1", "a2", "a3"].map(ask);
  const now = performance.now();
  await turn();
  end("a1").done();
  await first;
  turns.expire(now + 900);
  expect(turns.waiting()).toBe(1);
  await turn();
  const failed = expect(second).rejects.toThrow(NotStoredInTime);
  end("a2").fails(new NotStoredInTime());
  await failed;
  const fourth = ask("a4");
  turns.expire(performance.now() + 1_001);
  await expect(fourth).rejects.toThrow(NotStoredInTime);
  expect(begun).toEqual(["a1", "a2", "a3"]);
  end("a3").done();
  expect(await third).toBe("a3");
});
