import { dayOf, startOfDay } from "../../ui/zoned-day";
import { readMoment, writeMoment } from "../../ui/zoned-moment";
import type { Profile, ProfileWish, Purpose, Unit } from "./smart-charging";
import { purposes } from "./smart-charging";

export const kinds = ["Absolute", "Daily", "Weekly", "Relative"] as const;
export type Kind = (typeof kinds)[number];
export type Phases = "any" | "1" | "3";
/** `from` is hours and minutes after the start. */
export type PeriodDraft = { key: number; from: string; limit: string; phases: Phases };

/** A profile as it is being written: texts as they stand in the fields, times by the site's clock. */
export type ProfileDraft = {
  purpose: Purpose;
  evseId: string;
  kind: Kind;
  unit: Unit;
  stackLevel: string;
  start: string;
  hours: string;
  validFrom: string;
  validTo: string;
  periods: PeriodDraft[];
};

export type Fault = "needed" | "notANumber" | "notATime" | "noSession";

const schedule = "chargingProfile.chargingSchedule.0";
/** Where something is wrong: the path by which the server names it. */
export const pathOf = {
  evse: "evseId",
  purpose: "chargingProfile.chargingProfilePurpose",
  session: "chargingProfile.transactionId",
  kind: "chargingProfile.chargingProfileKind",
  stackLevel: "chargingProfile.stackLevel",
  validFrom: "chargingProfile.validFrom",
  validTo: "chargingProfile.validTo",
  start: `${schedule}.startSchedule`,
  duration: `${schedule}.duration`,
  unit: `${schedule}.chargingRateUnit`,
  periods: `${schedule}.chargingSchedulePeriod`,
  period: (at: number, what: "startPeriod" | "limit" | "numberPhases") =>
    `${schedule}.chargingSchedulePeriod.${at}.${what}`,
};

export const newDraft = (now: number, timeZone: string): ProfileDraft => ({
  ...{ purpose: "TxDefaultProfile", evseId: "0", kind: "Absolute", unit: "A", stackLevel: "0", hours: "" },
  ...{ start: writeMoment(now, timeZone), validFrom: "", validTo: "" },
  periods: [{ key: 0, from: "0:00", limit: "", phases: "any" }],
});

/** What comes again each day or week begins at midnight, so that its steps read as times of the clock. */
export function withKind(draft: ProfileDraft, kind: Kind, now: number, timeZone: string): ProfileDraft {
  const isAgain = kind === "Daily" || kind === "Weekly";
  const start = isAgain ? startOfDay(dayOf(now, timeZone), timeZone).getTime() : now;
  return { ...draft, kind, start: writeMoment(start, timeZone) };
}

export const withPurpose = (draft: ProfileDraft, purpose: Purpose, sessionEvse: number | undefined): ProfileDraft => ({
  ...draft,
  purpose,
  evseId: purpose === "TxProfile" ? String(sessionEvse ?? "") : "0",
  // The limit of a whole station has no session to begin with.
  kind: purpose === "ChargingStationMaxProfile" && draft.kind === "Relative" ? "Absolute" : draft.kind,
});

/** One that was set before, to be changed; undefined where the form cannot hold it. */
export function draftOf(evseId: number, profile: Profile, timeZone: string): ProfileDraft | undefined {
  const [first, ...others] = profile.chargingSchedule;
  const purpose = purposes.find((one) => one === profile.chargingProfilePurpose);
  if (!first || !purpose || others.length > 0 || first.salesTariff) return undefined;
  const zoned = (text: string | undefined) => (text === undefined ? "" : writeMoment(Date.parse(text), timeZone));
  const { chargingRateUnit: unit, duration, startSchedule, chargingSchedulePeriod } = first;
  return {
    ...{ purpose, unit, evseId: String(evseId), stackLevel: String(profile.stackLevel) },
    kind:
      profile.chargingProfileKind === "Recurring" ? (profile.recurrencyKind ?? "Daily") : profile.chargingProfileKind,
    start: zoned(startSchedule),
    hours: duration === undefined ? "" : String(duration / 3600),
    ...{ validFrom: zoned(profile.validFrom), validTo: zoned(profile.validTo) },
    periods: chargingSchedulePeriod.map(({ startPeriod, limit, numberPhases }, key) => ({
      ...{ key, from: clockOf(startPeriod), limit: String(unit === "W" ? limit / 1000 : limit) },
      phases: numberPhases === 1 ? "1" : numberPhases === 3 ? "3" : "any",
    })),
  };
}

/** The wish, or what must be mended before anybody can be asked; the rules of OCPP are the server's. */
export function wishOf(
  draft: ProfileDraft,
  { timeZone, id, transactionId }: { timeZone: string; id?: number | undefined; transactionId: string | undefined },
): { wish: ProfileWish } | { faults: ReadonlyMap<string, Fault> } {
  const faults = new Map<string, Fault>();
  const read = <T>(path: string, text: string, parse: (text: string) => T | undefined, wrong: Fault): T | undefined => {
    const value = text.trim() === "" ? undefined : parse(text.trim());
    if (text.trim() !== "" && value === undefined) faults.set(path, wrong);
    return value;
  };
  const needed = <T>(path: string, value: T | undefined): T => {
    if (value === undefined && !faults.has(path)) faults.set(path, "needed");
    return value as T;
  };
  const moment = (path: string, text: string) =>
    read(path, text, (one) => readMoment(one, timeZone)?.toISOString(), "notATime");

  const isOfSession = draft.purpose === "TxProfile";
  if (isOfSession && transactionId === undefined) faults.set(pathOf.evse, "noSession");
  const start = draft.kind === "Relative" ? undefined : needed(pathOf.start, moment(pathOf.start, draft.start));
  const hours = read(pathOf.duration, draft.hours, numberOf, "notANumber");
  const validFrom = moment(pathOf.validFrom, draft.validFrom);
  const validTo = moment(pathOf.validTo, draft.validTo);
  const periods = draft.periods.map(({ from, limit, phases }, at) => {
    const [fromPath, limitPath] = [pathOf.period(at, "startPeriod"), pathOf.period(at, "limit")];
    const most = needed(limitPath, read(limitPath, limit, numberOf, "notANumber"));
    return {
      startPeriod: needed(fromPath, read(fromPath, from, secondsOf, "notATime")),
      limit: draft.unit === "W" ? Math.round(most * 10_000) / 10 : most,
      ...(phases === "any" ? {} : { numberPhases: Number(phases) }),
    };
  });
  const stackLevel = needed(pathOf.stackLevel, read(pathOf.stackLevel, draft.stackLevel, numberOf, "notANumber"));
  if (faults.size > 0) return { faults };
  return {
    wish: {
      evseId: Number(draft.evseId),
      chargingProfile: {
        ...(id === undefined ? {} : { id }),
        ...{ stackLevel, chargingProfilePurpose: draft.purpose, ...kindOf(draft.kind) },
        ...(isOfSession && transactionId !== undefined ? { transactionId } : {}),
        ...(validFrom === undefined ? {} : { validFrom }),
        ...(validTo === undefined ? {} : { validTo }),
        chargingSchedule: [
          {
            ...(start === undefined ? {} : { startSchedule: start }),
            ...(hours === undefined ? {} : { duration: Math.round(hours * 3600) }),
            ...{ chargingRateUnit: draft.unit, chargingSchedulePeriod: periods },
          },
        ],
      },
    },
  };
}

const kindOf = (kind: Kind) =>
  kind === "Daily" || kind === "Weekly"
    ? ({ chargingProfileKind: "Recurring", recurrencyKind: kind } as const)
    : ({ chargingProfileKind: kind } as const);

const numberOf = (text: string): number | undefined => {
  const value = Number(text.replace(",", "."));
  return Number.isFinite(value) ? value : undefined;
};

const secondsOf = (text: string): number | undefined => {
  const [, hours, minutes] = /^(\d{1,3}):([0-5]\d)$/.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60;
};

const clockOf = (seconds: number) =>
  `${Math.floor(seconds / 3600)}:${String(Math.floor((seconds % 3600) / 60)).padStart(2, "0")}`;
