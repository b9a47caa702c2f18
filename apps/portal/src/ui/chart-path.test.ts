import fc from "fast-check";
import { expect, test } from "vitest";
import { runs, stepPath } from "./chart-path";
import { timeTicks, valueTicks } from "./time-scale";

const at = (...values: (number | null)[]) => values.map((value, n) => ({ at: n * 10, value }));

test("a curve is cut at a missing value and at a gap, never bridged", () => {
  expect(runs(at(1, 2, null, 4), []).map((run) => run.length)).toEqual([2, 1]);
  expect(runs(at(1, 2, 3, 4), [{ from: 10, to: 20 }]).map((run) => run.map((p) => p.value))).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(runs(at(1, 2, 3), [{ from: 100, to: 200 }])).toHaveLength(1);
});

test("no point is lost, whatever the gaps", () => {
  const gap = fc.tuple(fc.nat(100), fc.nat(100)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(9))), fc.array(gap), (values, gaps) => {
      const kept = runs(at(...values), gaps)
        .flat()
        .map((p) => p.value);
      expect(kept).toEqual(values.filter((value) => value !== null));
    }),
  );
});

test("a limit is a step that holds until the next", () => {
  expect(
    stepPath(
      [
        { at: 0, value: 5 },
        { at: 10, value: 2 },
      ],
      20,
      (x) => x,
      (y) => y,
    ),
  ).toBe("M0 5H10L10 2H20");
});

test("ticks of values begin at zero, are round and reach above the greatest", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 1e9, noNaN: true }), (greatest) => {
      const ticks = valueTicks(greatest);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(greatest * 0.999);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }),
  );
});

test("ticks of time stand on the zone's round hours", () => {
  const from = Date.parse("2026-11-21T05:07:00Z");
  const hours = timeTicks(from, from + 6 * 3_600_000, "Asia/Kolkata", 6).map((tick) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Kolkata", hour: "2-digit", minute: "2-digit" }).format(tick),
  );
  expect(hours).toEqual(["11:00", "12:00", "13:00", "14:00", "15:00", "16:00"]);
});
