import type {
  ChargingProfilePurposeEnumType,
  ChargingProfileType,
  ChargingRateUnitEnumType,
  ChargingScheduleType,
} from "@stationmaster/ocpp";
import { nominalVoltage, type Phases } from "./physics";

export interface InstalledProfile {
  /** 0 is the station as a whole. */
  evseId: number;
  profile: ChargingProfileType;
  installedAt: number;
}

const dcVoltage = 400;
const recurrence = { Daily: 86_400, Weekly: 604_800 } as const;

/** A limit in watts, whichever unit the schedule has. */
export const inWatts = (limit: number, unit: ChargingRateUnitEnumType, phases: number) =>
  unit === "W" ? limit : limit * (phases === 0 ? dcVoltage : nominalVoltage * phases);

export const fromWatts = (watts: number, unit: ChargingRateUnitEnumType, phases: number) =>
  unit === "W" ? watts : watts / (phases === 0 ? dcVoltage : nominalVoltage * phases);

/** The limit of the profile at that moment, or undefined where it says nothing. */
export function limitAt(
  { profile, installedAt }: InstalledProfile,
  at: number,
  { phases, startedAt }: { phases: Phases; startedAt: number | undefined },
): number | undefined {
  if (profile.validFrom && at < Date.parse(profile.validFrom)) return undefined;
  if (profile.validTo && at >= Date.parse(profile.validTo)) return undefined;
  const schedule = profile.chargingSchedule[0];
  if (!schedule) return undefined;
  const start = startOf(profile, schedule, { installedAt, at, startedAt });
  if (start === undefined) return undefined;
  const seconds = (at - start) / 1000;
  if (seconds < 0 || (schedule.duration !== undefined && seconds >= schedule.duration)) return undefined;
  const period = schedule.chargingSchedulePeriod.findLast(({ startPeriod }) => startPeriod <= seconds);
  return period && inWatts(period.limit, schedule.chargingRateUnit, Math.min(period.numberPhases ?? 3, phases));
}

interface Moment {
  installedAt: number;
  at: number;
  startedAt: number | undefined;
}

function startOf(profile: ChargingProfileType, schedule: ChargingScheduleType, moment: Moment): number | undefined {
  if (profile.chargingProfileKind === "Relative") return moment.startedAt;
  const start = schedule.startSchedule ? Date.parse(schedule.startSchedule) : moment.installedAt;
  if (profile.chargingProfileKind === "Absolute" || !profile.recurrencyKind) return start;
  const length = recurrence[profile.recurrencyKind] * 1000;
  return start + Math.floor((moment.at - start) / length) * length;
}

/** Of the profiles for one purpose the highest stack level that has something to say at that moment counts (K01). */
export function strongest(
  profiles: InstalledProfile[],
  purposes: ChargingProfilePurposeEnumType[],
  limitOf: (profile: InstalledProfile) => number | undefined,
): number | undefined {
  const candidates = profiles
    .filter(({ profile }) => purposes.includes(profile.chargingProfilePurpose))
    .sort((a, b) => b.profile.stackLevel - a.profile.stackLevel);
  for (const candidate of candidates) {
    const limit = limitOf(candidate);
    if (limit !== undefined) return limit;
  }
  return undefined;
}
