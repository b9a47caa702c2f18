import { z } from "zod";
import type { Profile } from "./profile-rules";

const moment = z.iso.datetime({ offset: true });

const period = z.object({
  startPeriod: z.int().min(0),
  limit: z.number(),
  numberPhases: z.int().min(1).max(3).optional(),
  phaseToUse: z.int().min(1).max(3).optional(),
});

const schedule = z.object({
  id: z.int().optional(),
  startSchedule: moment.optional(),
  duration: z.int().positive().optional(),
  chargingRateUnit: z.enum(["W", "A"]),
  minChargingRate: z.number().optional(),
  chargingSchedulePeriod: z.array(period).min(1).max(1024),
  /** Held to its schema when the request is made. */
  salesTariff: z.record(z.string(), z.unknown()).optional(),
});

/** A profile as an operator gives it: what is left out of its numbers is filled in. */
export const profileInput = z.object({
  id: z.int().optional(),
  stackLevel: z.int().min(0).default(0),
  chargingProfilePurpose: z.enum([
    "ChargingStationExternalConstraints",
    "ChargingStationMaxProfile",
    "TxDefaultProfile",
    "TxProfile",
  ]),
  chargingProfileKind: z.enum(["Absolute", "Recurring", "Relative"]),
  recurrencyKind: z.enum(["Daily", "Weekly"]).optional(),
  validFrom: moment.optional(),
  validTo: moment.optional(),
  transactionId: z.string().min(1).max(36).optional(),
  chargingSchedule: z.array(schedule).min(1).max(3),
});

export type ProfileInput = z.output<typeof profileInput>;

/** As it goes to the station, where it is held to its schema once more; what was left out is left out. */
export const profileOf = (id: number, { chargingSchedule, ...profile }: ProfileInput): Profile =>
  withoutGaps({
    ...profile,
    id,
    chargingSchedule: chargingSchedule.map((one, index) => withoutGaps({ ...one, id: one.id ?? index + 1 })),
  }) as unknown as Profile;

const withoutGaps = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
