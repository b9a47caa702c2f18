import type { EvseModel } from "../models";
import { between, oneOf, type Random } from "../random";

/** What the meter showed at a moment of a session. */
export type Reading = { at: number; powerW: number; registerWh: number; soc: number };

export type Charge = {
  first: Reading;
  readings: Reading[];
  /** When the battery was full, where the car stayed longer. */
  fullAt: number | null;
  last: Reading;
};

type Car = { batteryWh: number; maxPowerW: number; targetSoc: number };

const stepMs = 60_000;
const efficiency = 0.92;
/** Stations at alternating current say how it stands every quarter of an hour, rapid ones every three minutes. */
const intervalMs = { ac: 900_000, dc: 180_000 };

/** Charges a car from `begin` to `end`, minute by minute, and reads the meter at the station's interval. */
export function charge(
  evse: EvseModel,
  registerWh: number,
  { begin, end }: { begin: number; end: number },
  random: Random,
): Charge {
  const isRapid = evse.phases === 0;
  const car = aCar(isRapid, random);
  const soc = between(random, 0.08, isRapid ? 0.45 : 0.7);
  const now = { at: begin, powerW: 0, registerWh, soc };
  const first = { ...now };
  const readings: Reading[] = [];
  let fullAt: number | null = null;
  let readAt = begin;
  while (now.at < end) {
    const isFull = now.soc >= car.targetSoc;
    if (isFull) fullAt ??= now.at;
    now.powerW = isFull
      ? 0
      : Math.min(evse.maxPowerW, car.maxPowerW) * taper(now.soc, isRapid) * between(random, 0.985, 1);
    // Once nothing flows there is nothing new to say but now and then.
    if (now.at - readAt >= (isRapid ? intervalMs.dc : intervalMs.ac) * (isFull ? 4 : 1)) {
      readings.push({ ...now });
      readAt = now.at;
    }
    const step = Math.min(stepMs, end - now.at);
    const energyWh = (now.powerW * step) / 3_600_000;
    now.registerWh += energyWh;
    now.soc += (energyWh * efficiency) / car.batteryWh;
    now.at += step;
  }
  return { first, readings, fullAt, last: { ...now, powerW: 0 } };
}

const aCar = (isRapid: boolean, random: Random): Car => ({
  batteryWh: oneOf(random, [42_000, 52_000, 58_000, 64_000, 77_000, 82_000, 94_000]),
  maxPowerW: isRapid
    ? oneOf(random, [75_000, 100_000, 125_000, 170_000, 240_000])
    : oneOf(random, [7_360, 11_000, 11_000, 11_000, 22_000]),
  targetSoc: oneOf(random, isRapid ? [0.8, 0.8, 0.85, 0.9] : [0.8, 0.9, 1, 1]),
});

/** How much of its best a battery takes: direct current falls off early, alternating current only at the end. */
function taper(soc: number, isRapid: boolean): number {
  if (!isRapid) return soc < 0.93 ? 1 : Math.max(0.25, 1 - (soc - 0.93) * 10);
  if (soc < 0.1) return 0.6 + soc * 4;
  if (soc < 0.5) return 1;
  return Math.max(0.12, 1 - (soc - 0.5) * 1.75);
}
