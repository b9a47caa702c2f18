import fc from "fast-check";
import { expect, test } from "vitest";
import { gapsOf, missingSeqNos } from "./ledger";

const seqNos = fc
  .uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 1 })
  .map((numbers) => numbers.sort((a, b) => a - b));

test("E14: heard and missing together are every number from the first to the last, and none is both", () => {
  fc.assert(
    fc.property(seqNos, (heard) => {
      const missing = missingSeqNos(gapsOf(heard, true));
      const all = [...heard, ...missing].sort((a, b) => a - b);
      expect(all).toEqual(Array.from({ length: heard.at(-1)! - heard[0]! + 1 }, (_, index) => heard[0]! + index));
    }),
  );
});

test("E14: without its Started, what came before is missing; a counter that runs on lacks one number at least", () => {
  expect(missingSeqNos(gapsOf([2, 3], false))).toEqual([0, 1]);
  expect(missingSeqNos(gapsOf([57, 58], false))).toEqual([56]);
  expect(missingSeqNos(gapsOf([57, 58], true))).toEqual([]);
});

test("E14: a gap of two thousand million does not fill the page", () => {
  expect(missingSeqNos(gapsOf([0, 2_147_483_647], true))).toHaveLength(1000);
});
