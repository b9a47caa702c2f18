import type { Req } from "@stationmaster/ocpp";
import { changesOf, limitOfSchedule, toUnit } from "./limit-at";
import type { Profile, Schedule } from "./profile-rules";

type Planned = Pick<Req<"NotifyEVChargingSchedule">, "timeBase" | "chargingSchedule">;

/** Cars round: this share, and half of the last digit, is no breach. */
const tolerance = 1.01;
const halfADigit = 0.05;

/** Whether what a car means to draw stays inside one of the schedules it was given (K15.FR.11, .12). Where they say nothing, it may. */
export const isWithin = (planned: Planned, profile: Profile): boolean =>
  profile.chargingSchedule.some((given) => breachOf(planned, given, profile.recurrencyKind) === undefined);

/** Where it goes beyond, in words. */
export function breachOf(
  { timeBase, chargingSchedule }: Planned,
  given: Schedule,
  recurrency: Profile["recurrencyKind"],
): string | undefined {
  const begin = Date.parse(timeBase);
  const { chargingRateUnit: unit, chargingSchedulePeriod: periods } = chargingSchedule;
  for (const [index, { startPeriod, limit, numberPhases = 3 }] of periods.entries()) {
    const end = periods[index + 1]?.startPeriod ?? chargingSchedule.duration ?? startPeriod + 1;
    const from = begin + startPeriod * 1000;
    const changes = changesOf(given, recurrency, { from, to: begin + end * 1000, begin });
    for (const at of [from, ...changes]) {
      const allowed = limitOfSchedule(given, recurrency, at, begin);
      if (!allowed) continue;
      const most =
        allowed.unit === unit
          ? allowed.limit + halfADigit
          : toUnit(allowed.limit, allowed.unit, unit, numberPhases) * tolerance;
      if (limit > most)
        return `${limit} ${unit} after ${Math.round((at - begin) / 1000)} s, where ${allowed.limit} ${allowed.unit} is the limit.`;
    }
  }
  return undefined;
}
