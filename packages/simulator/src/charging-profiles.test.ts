import type { ChargingProfileType } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { limitAt } from "./charging-profiles";

const noon = Date.parse("2026-11-21T12:00:00Z");
const at = (installed: ChargingProfileType, seconds: number, startedAt: number | undefined = noon) =>
  limitAt({ evseId: 1, profile: installed, installedAt: noon }, noon + seconds * 1000, { phases: 3, startedAt });
const profile = (given: Partial<ChargingProfileType>, schedule = {}): ChargingProfileType => ({
  id: 1,
  stackLevel: 0,
  chargingProfilePurpose: "TxDefaultProfile",
  chargingProfileKind: "Absolute",
  chargingSchedule: [
    {
      id: 1,
      chargingRateUnit: "W",
      chargingSchedulePeriod: [
        { startPeriod: 0, limit: 5_000 },
        { startPeriod: 600, limit: 7_000 },
      ],
      ...schedule,
    },
  ],
  ...given,
});

test("an absolute schedule counts from its start, step by step, to its end", () => {
  const absolute = profile({}, { startSchedule: "2026-11-21T12:00:00Z", duration: 1_200 });
  expect([-1, 0, 599, 600, 1_199, 1_200].map((seconds) => at(absolute, seconds))).toEqual([
    undefined,
    5_000,
    5_000,
    7_000,
    7_000,
    undefined,
  ]);
});

test("a relative one counts from the transaction", () => {
  const relative = profile({ chargingProfileKind: "Relative" });
  expect([at(relative, 650, noon + 100_000), at(relative, 50, noon + 100_000)]).toEqual([5_000, undefined]);
});

test("a daily one begins again every day", () => {
  const daily = profile(
    { chargingProfileKind: "Recurring", recurrencyKind: "Daily" },
    { startSchedule: "2026-11-01T06:00:00Z", duration: 7 * 3600 },
  );
  expect([at(daily, 0), at(daily, 3_599), at(daily, 3_600)]).toEqual([7_000, 7_000, undefined]);
});

test("amperes are watts on every phase that may be used", () => {
  const amperes = profile({}, { chargingRateUnit: "A", chargingSchedulePeriod: [{ startPeriod: 0, limit: 16 }] });
  const onePhase = profile(
    {},
    { chargingRateUnit: "A", chargingSchedulePeriod: [{ startPeriod: 0, limit: 16, numberPhases: 1 }] },
  );
  expect([at(amperes, 1), at(onePhase, 1)]).toEqual([16 * 230 * 3, 16 * 230]);
});

test("outside validFrom and validTo it says nothing", () => {
  const bounded = profile({ validFrom: "2026-11-21T12:01:00Z", validTo: "2026-11-21T12:02:00Z" });
  expect([at(bounded, 59), at(bounded, 60), at(bounded, 120)]).toEqual([undefined, 5_000, undefined]);
});
