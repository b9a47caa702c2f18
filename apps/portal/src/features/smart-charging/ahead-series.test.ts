import { expect, test } from "vitest";
import { aheadSeries, compositePoints } from "./ahead-series";

const noon = Date.parse("2026-06-01T12:00:00Z");
const composite = {
  ...{ evseId: 1, unit: "W", commandId: "c", toldAt: new Date(noon), tenantId: "t", stationId: "s" },
  schedule: {
    ...{ evseId: 1, duration: 900, scheduleStart: "2026-06-01T12:00:00Z", chargingRateUnit: "W" as const },
    chargingSchedulePeriod: [
      { startPeriod: 0, limit: 11_000 },
      { startPeriod: 600, limit: 5_000 },
    ],
  },
};
const words = { profiles: "Profiles", station: "Station" };

test("K08: a step of a composite schedule holds until the next, the last until its end", () => {
  expect(compositePoints(composite).map(({ at, value }) => [(at - noon) / 1000, value])).toEqual([
    [0, 11],
    [599, 11],
    [600, 5],
    [899, 5],
  ]);
});

test("K08: only what is known is drawn, in kW or in amperes", () => {
  expect(aheadSeries({ evseId: 1, unit: "A", limits: [], composite: undefined }, words)).toEqual([]);
  const limits = [
    { at: noon, limit: 16 },
    { at: noon + 60_000, limit: null },
  ];
  expect(aheadSeries({ evseId: 1, unit: "A", limits, composite: undefined }, words)).toMatchObject([
    { look: "limit", unit: "A", points: [{ value: 16 }, { value: null }] },
  ]);
  expect(aheadSeries({ evseId: 1, unit: "W", limits: [{ at: noon, limit: 7_000 }], composite }, words)).toMatchObject([
    { look: "limit", unit: "kW", points: [{ value: 7 }] },
    { look: 1, unit: "kW" },
  ]);
});
