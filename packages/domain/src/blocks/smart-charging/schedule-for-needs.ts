import type { Req } from "@stationmaster/ocpp";
import { changesOf, limitAt, toUnit } from "./limit-at";
import type { Profile, Schedule } from "./profile-rules";

type Needs = Req<"NotifyEVChargingNeeds">["chargingNeeds"];

/** Where a car does not say when it leaves. */
const wholeDaySeconds = 24 * 3600;

/**
 * One schedule for what a car has told (K15.FR.18): all it can take, within what was set for its EVSE before, until it
 * leaves. Undefined where it told nothing to go by.
 */
export function scheduleForNeeds(
  needs: Needs,
  { rateUnits, within, now }: { rateUnits: string[] | undefined; within: Profile[]; now: Date },
): Omit<Schedule, "salesTariff"> | undefined {
  const most = mostOf(needs);
  if (!most) return undefined;
  const duration = durationOf(needs, now);
  const unit = !rateUnits || rateUnits.includes(most.unit) ? most.unit : most.unit === "A" ? "W" : "A";
  const phases = most.phases;
  const limits = within.map((profile) => lowest(profile, { now, duration, unit, phases }));
  const limit = Math.max(0, Math.min(toUnit(most.limit, most.unit, unit, phases), ...limits));
  return {
    id: 1,
    startSchedule: now.toISOString(),
    duration,
    chargingRateUnit: unit,
    chargingSchedulePeriod: [
      { startPeriod: 0, limit: Math.floor(limit * 10 + 1e-6) / 10, ...(most.isDc ? {} : { numberPhases: phases }) },
    ],
  };
}

/** The most the car can take: amperes a phase for AC, watts for DC. */
function mostOf({ requestedEnergyTransfer, acChargingParameters: ac, dcChargingParameters: dc }: Needs) {
  if (dc)
    return { limit: dc.evMaxPower ?? dc.evMaxCurrent * dc.evMaxVoltage, unit: "W", phases: 3, isDc: true } as const;
  if (!ac) return undefined;
  const phases = { AC_single_phase: 1, AC_two_phase: 2, AC_three_phase: 3, DC: 3 }[requestedEnergyTransfer];
  return { limit: ac.evMaxCurrent, unit: "A", phases, isDc: false } as const;
}

function durationOf({ departureTime }: Needs, now: Date): number {
  const seconds =
    departureTime === undefined ? Number.NaN : Math.ceil((Date.parse(departureTime) - now.getTime()) / 1000);
  return seconds > 0 ? Math.min(seconds, 7 * wholeDaySeconds) : wholeDaySeconds;
}

/** The lowest a profile goes in that time: a limit that holds throughout holds at each moment. */
function lowest(
  profile: Profile,
  { now, duration, unit, phases }: { now: Date; duration: number; unit: "A" | "W"; phases: number },
): number {
  const from = now.getTime();
  const to = from + duration * 1000;
  const bounds = [profile.validFrom, profile.validTo].flatMap((at) => (at === undefined ? [] : [Date.parse(at)]));
  const changes = profile.chargingSchedule.flatMap((one) =>
    changesOf(one, profile.recurrencyKind, { from, to, begin: from }),
  );
  let least = Number.POSITIVE_INFINITY;
  for (const at of [from, ...bounds.filter((bound) => bound > from && bound < to), ...changes]) {
    const found = limitAt(profile, at, from);
    if (found) least = Math.min(least, toUnit(found.limit, found.unit, unit, phases));
  }
  return least;
}
