import fc from "fast-check";
import { expect, test } from "vitest";
import { acceptedPowerW, aVehicle, charge, chargingPowerW, type Phases } from "./physics";

const phases = fc.constantFrom<Phases[]>(0, 1, 3);
const soc = fc.double({ min: 0, max: 100, noNaN: true });

test("power never exceeds the car, the rating or the limit, and is never negative", () =>
  fc.assert(
    fc.property(
      soc,
      phases,
      fc.integer({ min: 0, max: 400_000 }),
      fc.integer({ min: 0, max: 400_000 }),
      (soc, phases, maxPowerW, limitW) => {
        const vehicle = aVehicle({ soc });
        const powerW = chargingPowerW(vehicle, { phases, maxPowerW }, limitW);
        expect(powerW).toBeGreaterThanOrEqual(0);
        expect(powerW).toBeLessThanOrEqual(
          Math.min(maxPowerW, limitW, phases === 0 ? vehicle.maxDcPowerW : vehicle.maxAcPowerW),
        );
      },
    ),
  ));

test("what flows is counted, and the battery gets a little less and never more than it holds", () =>
  fc.assert(
    fc.property(
      soc,
      fc.integer({ min: 0, max: 350_000 }),
      fc.integer({ min: 0, max: 7_200 }),
      (soc, powerW, seconds) => {
        const vehicle = aVehicle({ soc });
        const energyWh = charge(vehicle, powerW, seconds);
        expect(energyWh).toBeCloseTo((powerW * seconds) / 3600);
        expect(vehicle.soc).toBeGreaterThanOrEqual(soc);
        expect(vehicle.soc).toBeLessThanOrEqual(100);
        expect(((vehicle.soc - soc) / 100) * vehicle.batteryWh).toBeLessThanOrEqual(energyWh + 1e-6);
      },
    ),
  ));

test("a single-phase EVSE gives a three-phase car a third", () => {
  const vehicle = aVehicle({ maxAcPowerW: 11_000 });
  expect(acceptedPowerW(vehicle, 3)).toBe(11_000);
  expect(acceptedPowerW(vehicle, 1)).toBeCloseTo(11_000 / 3);
});

test("below six amperes a car does not charge", () => {
  const evse = { phases: 3 as const, maxPowerW: 22_000 };
  expect(chargingPowerW(aVehicle(), evse, 4_139)).toBe(0);
  expect(chargingPowerW(aVehicle(), evse, 4_140)).toBe(4_140);
});
