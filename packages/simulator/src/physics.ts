import type { Random } from "./random";

/** The car at the other end of the cable. */
export interface Vehicle {
  batteryWh: number;
  /** State of charge in percent. */
  soc: number;
  /** Where the driver, or the car, has enough. */
  targetSoc: number;
  maxAcPowerW: number;
  maxDcPowerW: number;
  /** On how many phases the car's own charger works. */
  acPhases: 1 | 3;
}

/** 0 is direct current, as SupplyPhases has it. */
export type Phases = 0 | 1 | 3;

export const nominalVoltage = 230;
/** IEC 61851: below 6 A a car does not charge on alternating current. */
const smallestAcCurrentA = 6;
/** What the car's charger and the battery turn to heat. */
const losses = 0.08;

export const aVehicle = (given: Partial<Vehicle> = {}): Vehicle => ({
  batteryWh: 62_000,
  soc: 30,
  targetSoc: 100,
  maxAcPowerW: 11_000,
  maxDcPowerW: 140_000,
  acPhases: 3,
  ...given,
});

/** What the battery takes at its state of charge: constant current first, then less and less. */
export function acceptedPowerW(vehicle: Vehicle, phases: Phases): number {
  if (vehicle.soc >= vehicle.targetSoc) return 0;
  const peak = phases === 0 ? vehicle.maxDcPowerW : acPeakW(vehicle, phases);
  return peak * (phases === 0 ? dcTaper : acTaper)(vehicle.soc);
}

/** What flows: the car's wish, the EVSE's rating and the limit of the charging profiles, whichever is least. */
export function chargingPowerW(vehicle: Vehicle, evse: { phases: Phases; maxPowerW: number }, limitW: number): number {
  const offered = Math.min(evse.maxPowerW, limitW);
  if (offered < smallestPowerW(usedPhases(vehicle, evse.phases))) return 0;
  return Math.min(offered, acceptedPowerW(vehicle, evse.phases));
}

/** Energy through the meter in the given time; the battery gets it less the losses. */
export function charge(vehicle: Vehicle, powerW: number, seconds: number): number {
  const energyWh = (powerW * seconds) / 3600;
  vehicle.soc = Math.min(100, vehicle.soc + (energyWh * (1 - losses) * 100) / vehicle.batteryWh);
  return energyWh;
}

export const usedPhases = (vehicle: Vehicle, phases: Phases): Phases =>
  phases === 0 ? 0 : (Math.min(phases, vehicle.acPhases) as 1 | 3);

/** A grid is never at exactly 230 V, a battery's voltage rises as it fills. */
export const voltageV = (phases: Phases, soc: number, random: Random): number =>
  phases === 0 ? 340 + soc * 0.7 : nominalVoltage - 2 + random() * 4;

const acPeakW = (vehicle: Vehicle, phases: 1 | 3) =>
  vehicle.maxAcPowerW * (usedPhases(vehicle, phases) / vehicle.acPhases);

const smallestPowerW = (phases: Phases) => (phases === 0 ? 1_000 : smallestAcCurrentA * nominalVoltage * phases);

const dcTaper = curve([
  [0, 0.6],
  [8, 1],
  [45, 1],
  [60, 0.75],
  [80, 0.4],
  [95, 0.12],
  [100, 0.04],
]);
const acTaper = curve([
  [0, 1],
  [93, 1],
  [100, 0.25],
]);

/** Straight lines between the given points. */
function curve(points: [x: number, y: number][]) {
  return (x: number) => {
    const next = points.findIndex(([at]) => at >= x);
    const to = points[next];
    const from = points[next - 1];
    if (!to) return points.at(-1)![1];
    if (!from) return to[1];
    return from[1] + ((to[1] - from[1]) * (x - from[0])) / (to[0] - from[0]);
  };
}
