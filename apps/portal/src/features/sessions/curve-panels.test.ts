import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { curvePanels, risesOf } from "./curve-panels";
import type { CurvePoint } from "./session";

const words = { power: "P", limit: "L", battery: "B", energy: "E", phase: (phase: string) => phase };
const span = {
  startedAt: new Date(0),
  endedAt: new Date(600_000),
  lastEventAt: new Date(700_000),
  registerWentBack: false,
};
const aPoint = (minute: number, more: Partial<CurvePoint>): CurvePoint => ({
  at: new Date(minute * 60_000),
  powerW: null,
  energyWh: null,
  stateOfCharge: null,
  currentA: null,
  ...more,
});
const panelsOf = (points: CurvePoint[], limits: { at: Date; limitW: number | null }[] = []) =>
  curvePanels({ timeZone: "UTC", points, gaps: [], limits, shiftSeconds: 0 }, span, words);

describe("the curves of a session", () => {
  test("power stands above, battery and energy below on an axis each", () => {
    const { panels, series } = panelsOf([aPoint(0, { powerW: 7_400, energyWh: 0, stateOfCharge: 20 })]);
    expect(panels.map(({ unit, rightUnit }) => [unit, rightUnit])).toEqual([
      ["kW", undefined],
      ["%", "kWh"],
    ]);
    expect(series.map(({ id, panel, axis, look }) => [id, panel, axis, look])).toEqual([
      ["power", 0, undefined, 1],
      ["battery", 1, undefined, 2],
      ["energy", 1, "right", 3],
    ]);
  });

  test("energy alone has the left axis; what is not measured is not drawn", () => {
    const { panels, series } = panelsOf([aPoint(0, { energyWh: 1_500 })]);
    expect(panels).toHaveLength(1);
    expect(series).toMatchObject([{ id: "energy", points: [{ at: 0, value: 1.5 }] }]);
    expect(series[0]).not.toHaveProperty("axis");
  });

  test("each phase that is measured has a line, and a limit is a step behind the power", () => {
    const { series } = panelsOf(
      [aPoint(1, { powerW: 11_000, currentA: { L1: 16, L2: null, L3: 15.9 } })],
      [
        { at: new Date(0), limitW: 22_000 },
        { at: new Date(60_000), limitW: null },
      ],
    );
    expect(series.map(({ id, look }) => [id, look])).toEqual([
      ["limit", "limit"],
      ["power", 1],
      ["L1", 4],
      ["L3", 6],
    ]);
    expect(series[0]?.points.map(({ value }) => value)).toEqual([22, null]);
  });

  test("the time reaches from the start to the end, and is never nothing", () => {
    expect(panelsOf([aPoint(2, { powerW: 1 })])).toMatchObject({ from: 0, to: 600_000 });
    const alone = curvePanels(
      { timeZone: "UTC", points: [], gaps: [], limits: [], shiftSeconds: 0 },
      { ...span, startedAt: null, endedAt: new Date(5) },
      words,
    );
    expect(alone.to).toBeGreaterThan(alone.from);
    expect(Number.isFinite(alone.from)).toBe(true);
  });
});

describe("E07: a register that goes backwards", () => {
  test("is cut where it fell, and its rises are added up", () => {
    const register = [1, 9, 0.05, 1.5, 3].map((value, at) => ({ at, value }));
    expect(risesOf(register).map(({ value }) => value && Math.round(value * 100) / 100)).toEqual([
      0,
      8,
      null,
      9.45,
      10.95,
    ]);
  });

  test("never falls, whatever it says", () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true, min: 0, max: 1e6 })), (values) => {
        const rises = risesOf(values.map((value, at) => ({ at, value }))).flatMap(({ value }) => value ?? []);
        for (const [at, value] of rises.entries()) expect(value).toBeGreaterThanOrEqual(rises[at - 1] ?? 0);
      }),
    );
  });
});
