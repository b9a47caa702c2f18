import { expect, test } from "vitest";
import { inBatches } from "./in-batches";

test("what comes while a batch is on its way goes together in the next; a batch that fails is its own senders' alone", async () => {
  const batches: { items: string[]; done(): void; fail(why: Error): void }[] = [];
  const sender = inBatches<string>((items) => new Promise((done, fail) => batches.push({ items, done, fail })));
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  const first = [sender.add("a"), sender.add("b")];
  await turn();
  const second = [sender.add("c"), sender.add("d")];
  await turn();
  expect(batches.map(({ items }) => items)).toEqual([["a", "b"]]);
  batches[0]!.fail(new Error("away"));
  expect((await Promise.allSettled(first)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await turn();
  expect(batches[1]!.items).toEqual(["c", "d"]);
  let isSent = false;
  const sent = sender.sent().then(() => (isSent = true));
  expect(isSent).toBe(false);
  batches[1]!.done();
  await Promise.all([...second, sent]);
});
