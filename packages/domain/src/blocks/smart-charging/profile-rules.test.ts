import fc from "fast-check";
import { expect, test } from "vitest";
import { compareProfiles } from "./compare-profiles";
import { type Held, inForceAt, limitSteps } from "./in-force";
import { changesOf, limitAt, limitOfSchedule, toUnit } from "./limit-at";
import { overlaps, type Profile, profileFault, type Schedule } from "./profile-rules";
import { scheduleForNeeds } from "./schedule-for-needs";
import { isWithin } from "./within-limits";

const noon = Date.parse("2026-06-01T12:00:00Z");
const iso = (seconds: number) => new Date(noon + seconds * 1000).toISOString();
const schedule = (more: Partial<Schedule> = {}): Schedule => ({
  ...{ id: 1, startSchedule: iso(0), duration: 86_400, chargingRateUnit: "A" },
  ...{ chargingSchedulePeriod: [{ startPeriod: 0, limit: 16 }], ...more },
});
const profile = (more: Partial<Profile> = {}): Profile => ({
  ...{ id: 7, stackLevel: 0, chargingProfilePurpose: "TxDefaultProfile", chargingProfileKind: "Absolute" },
  ...{ chargingSchedule: [schedule()], ...more },
});
const relative = ({ startSchedule: _, ...rest }: Schedule = schedule()): Schedule => rest;
const facts = { switchesPhases: false };
const fieldOf = (evseId: number, more: Partial<Profile>, given = facts) =>
  profileFault(evseId, profile(more), given)?.field;
const periods = (...chargingSchedulePeriod: Schedule["chargingSchedulePeriod"]) => ({
  chargingSchedule: [schedule({ chargingSchedulePeriod })],
});

test("K01: a good profile of each kind has no fault", () => {
  expect(fieldOf(1, {})).toBeUndefined();
  expect(fieldOf(0, { chargingProfilePurpose: "ChargingStationMaxProfile" })).toBeUndefined();
  expect(
    fieldOf(1, {
      chargingProfilePurpose: "TxProfile",
      transactionId: "t",
      chargingProfileKind: "Relative",
      chargingSchedule: [relative()],
    }),
  ).toBeUndefined();
  expect(fieldOf(0, { chargingProfileKind: "Recurring", recurrencyKind: "Daily" })).toBeUndefined();
});

test("K01.FR.16, .22, .38, K04.FR.03: what a profile is for says where it may be", () => {
  expect(fieldOf(1, { chargingProfilePurpose: "ChargingStationExternalConstraints" })).toBe("chargingProfilePurpose");
  expect(fieldOf(1, { chargingProfilePurpose: "ChargingStationMaxProfile" })).toBe("evseId");
  expect(fieldOf(0, { chargingProfilePurpose: "TxProfile", transactionId: "t" })).toBe("evseId");
  expect(fieldOf(1, { transactionId: "t" })).toBe("transactionId");
  expect(
    fieldOf(0, {
      chargingProfilePurpose: "ChargingStationMaxProfile",
      chargingProfileKind: "Relative",
      chargingSchedule: [relative()],
    }),
  ).toBe("chargingProfileKind");
});

test("K01.FR.40, .41, .60: when it begins, and how it recurs", () => {
  expect(fieldOf(1, { chargingSchedule: [relative()] })).toBe("chargingSchedule.0.startSchedule");
  expect(fieldOf(1, { chargingProfileKind: "Relative" })).toBe("chargingSchedule.0.startSchedule");
  expect(fieldOf(1, { chargingProfileKind: "Recurring" })).toBe("recurrencyKind");
  expect(fieldOf(1, { recurrencyKind: "Daily" })).toBe("recurrencyKind");
  expect(fieldOf(1, { validFrom: iso(10), validTo: iso(10) })).toBe("validTo");
});

test("K01.FR.19, .20, .31, .35: periods in order, one decimal, phases where they can be chosen", () => {
  expect(fieldOf(1, periods({ startPeriod: 5, limit: 6 }))).toBe(
    "chargingSchedule.0.chargingSchedulePeriod.0.startPeriod",
  );
  expect(fieldOf(1, periods({ startPeriod: 0, limit: 6 }, { startPeriod: 0, limit: 7 }))).toBe(
    "chargingSchedule.0.chargingSchedulePeriod.1.startPeriod",
  );
  expect(fieldOf(1, periods({ startPeriod: 0, limit: 6.05 }))).toBe(
    "chargingSchedule.0.chargingSchedulePeriod.0.limit",
  );
  expect(fieldOf(1, periods({ startPeriod: 0, limit: 0.3 }))).toBeUndefined();
  expect(fieldOf(1, periods({ startPeriod: 0, limit: -1 }))).toBe("chargingSchedule.0.chargingSchedulePeriod.0.limit");
  expect(fieldOf(1, periods({ startPeriod: 0, limit: 6, phaseToUse: 2 }))).toBe(
    "chargingSchedule.0.chargingSchedulePeriod.0.numberPhases",
  );
  expect(fieldOf(1, periods({ startPeriod: 0, limit: 6, numberPhases: 1, phaseToUse: 2 }))).toBe(
    "chargingSchedule.0.chargingSchedulePeriod.0.phaseToUse",
  );
  expect(
    fieldOf(1, periods({ startPeriod: 0, limit: 6, numberPhases: 1, phaseToUse: 2 }), { switchesPhases: true }),
  ).toBeUndefined();
});

test("K01: what the station says of itself is kept to", () => {
  expect(fieldOf(1, { stackLevel: 4 }, { ...facts, maxStackLevel: 3 } as never)).toBe("stackLevel");
  expect(fieldOf(1, {}, { ...facts, rateUnits: ["W"] } as never)).toBe("chargingSchedule.0.chargingRateUnit");
  expect(
    fieldOf(1, periods({ startPeriod: 0, limit: 6 }, { startPeriod: 9, limit: 7 }), {
      ...facts,
      periodsPerSchedule: 1,
    } as never),
  ).toBe("chargingSchedule.0.chargingSchedulePeriod");
});

test("K01.FR.06: two profiles overlap or one ends before the other begins", () => {
  const span = fc.tuple(fc.option(fc.integer({ min: 0, max: 20 })), fc.option(fc.integer({ min: 0, max: 20 })));
  const of = ([from, to]: [number | null, number | null]) => ({
    ...(from === null ? {} : { validFrom: iso(from) }),
    ...(to === null ? {} : { validTo: iso(to) }),
  });
  const holds = ([from, to]: [number | null, number | null], second: number) =>
    (from === null || from <= second) && (to === null || second < to);
  fc.assert(
    fc.property(span, span, (a, b) => {
      fc.pre([a, b].every(([from, to]) => from === null || to === null || from < to));
      const together = Array.from({ length: 24 }, (_, index) => index - 1).some(
        (second) => holds(a, second) && holds(b, second),
      );
      return overlaps(of(a), of(b)) === together;
    }),
  );
});

test("K01.FR.11, .12, .13: a period lasts until the next, a schedule as long as it says, a day comes again", () => {
  const given = schedule({
    duration: 100,
    chargingSchedulePeriod: [
      { startPeriod: 0, limit: 6 },
      { startPeriod: 60, limit: 10 },
    ],
  });
  const at = (second: number, recurrency?: "Daily") =>
    limitOfSchedule(given, recurrency, noon + second * 1000, noon)?.limit;
  expect([at(-1), at(0), at(59), at(60), at(99), at(100)]).toEqual([undefined, 6, 6, 10, 10, undefined]);
  expect([at(86_400 + 60, "Daily"), at(86_400 + 100, "Daily"), at(-86_400 + 5, "Daily")]).toEqual([10, undefined, 6]);
  expect(limitAt(profile({ validTo: iso(10) }), noon + 11_000, noon)).toBeUndefined();
  expect(limitAt(profile({ validFrom: iso(10) }), noon, noon)).toBeUndefined();
  expect(limitAt(profile(), noon, noon)).toEqual({ limit: 16, unit: "A", phases: 3 });
});

test("K01: between two changes a schedule says one thing", () => {
  const step = fc.record({ startPeriod: fc.integer({ min: 1, max: 5000 }), limit: fc.integer({ min: 0, max: 32 }) });
  const given = fc.uniqueArray(step, { selector: ({ startPeriod }) => startPeriod, maxLength: 5 }).map((more) =>
    schedule({
      duration: 6000,
      chargingSchedulePeriod: [{ startPeriod: 0, limit: 32 }, ...more.sort((a, b) => a.startPeriod - b.startPeriod)],
    }),
  );
  fc.assert(
    fc.property(
      given,
      fc.constantFrom(undefined, "Daily" as const),
      fc.integer({ min: 0, max: 180_000 }),
      (one, recurrency, offset) => {
        const from = noon + offset * 1000;
        const to = from + 90_000_000;
        const changes = [from, ...changesOf(one, recurrency, { from, to, begin: noon }).sort((a, b) => a - b), to];
        return changes.slice(1).every((moment, index) => {
          const before = changes[index]!;
          const said = (at: number) => limitOfSchedule(one, recurrency, at, noon)?.limit;
          return said(before) === said(Math.max(before, moment - 1));
        });
      },
    ),
  );
});

test("K01.FR.50, .51: watts are of all phases, amperes of each", () => {
  expect(toUnit(16, "A", "W", 3)).toBe(11_040);
  expect(toUnit(11_040, "W", "A", 3)).toBe(16);
  expect(toUnit(7360, "W", "A", 1)).toBe(32);
});

test("K15.FR.11, .12: what a car means to draw is inside the limits it was given, in either unit", () => {
  const given = profile({
    chargingSchedule: [
      schedule({
        chargingSchedulePeriod: [
          { startPeriod: 0, limit: 16 },
          { startPeriod: 600, limit: 10 },
        ],
      }),
    ],
  });
  const plan = (chargingRateUnit: "A" | "W", ...chargingSchedulePeriod: Schedule["chargingSchedulePeriod"]) => ({
    timeBase: iso(0),
    chargingSchedule: { id: 1, chargingRateUnit, duration: 1200, chargingSchedulePeriod },
  });
  expect(isWithin(plan("A", { startPeriod: 0, limit: 10 }), given)).toBe(true);
  // Too much from the moment the limit falls.
  expect(isWithin(plan("A", { startPeriod: 0, limit: 16 }), given)).toBe(false);
  expect(isWithin(plan("A", { startPeriod: 0, limit: 16 }, { startPeriod: 600, limit: 10 }), given)).toBe(true);
  expect(isWithin(plan("W", { startPeriod: 0, limit: 11_000 }, { startPeriod: 600, limit: 6900 }), given)).toBe(true);
  expect(isWithin(plan("W", { startPeriod: 0, limit: 12_000 }, { startPeriod: 600, limit: 6900 }), given)).toBe(false);
  const choice = profile({
    chargingSchedule: [schedule({ chargingSchedulePeriod: [{ startPeriod: 0, limit: 6 }] }), schedule({ id: 2 })],
  });
  expect(isWithin(plan("A", { startPeriod: 0, limit: 16 }), choice)).toBe(true);
});

test("K15: a schedule for a car is all it can take, within what holds for its EVSE, until it leaves", () => {
  const now = new Date(noon);
  const ac = { energyAmount: 20_000, evMinCurrent: 6, evMaxCurrent: 32, evMaxVoltage: 400 };
  const needs = {
    requestedEnergyTransfer: "AC_three_phase",
    acChargingParameters: ac,
    departureTime: iso(7200),
  } as const;
  expect(scheduleForNeeds(needs, { rateUnits: undefined, within: [], now })).toEqual({
    ...{ id: 1, startSchedule: iso(0), duration: 7200, chargingRateUnit: "A" },
    chargingSchedulePeriod: [{ startPeriod: 0, limit: 32, numberPhases: 3 }],
  });
  const evening = profile({
    chargingSchedule: [
      schedule({
        chargingSchedulePeriod: [
          { startPeriod: 0, limit: 16 },
          { startPeriod: 3600, limit: 8.5 },
        ],
      }),
    ],
  });
  const limitWithin = (...within: Profile[]) =>
    scheduleForNeeds(needs, { rateUnits: undefined, within, now })?.chargingSchedulePeriod[0]?.limit;
  expect(limitWithin(evening)).toBe(8.5);
  expect(limitWithin(profile({ validFrom: iso(7200) }))).toBe(32);
  expect(scheduleForNeeds(needs, { rateUnits: ["W"], within: [], now })?.chargingSchedulePeriod[0]).toMatchObject({
    limit: 22_080,
  });
  const dc = { evMaxCurrent: 200, evMaxVoltage: 400, evMaxPower: 50_000 };
  expect(
    scheduleForNeeds(
      { requestedEnergyTransfer: "DC", dcChargingParameters: dc },
      { rateUnits: undefined, within: [], now },
    ),
  ).toMatchObject({
    ...{ duration: 86_400, chargingRateUnit: "W", chargingSchedulePeriod: [{ startPeriod: 0, limit: 50_000 }] },
  });
  expect(
    scheduleForNeeds({ requestedEnergyTransfer: "AC_three_phase" }, { rateUnits: undefined, within: [], now }),
  ).toBeUndefined();
});

test("K09: what we want beside what the station has", () => {
  const at = new Date(noon);
  const told = (profileId: number, source: string, given: Profile) => ({
    evseId: 1,
    profileId,
    source,
    purpose: given.chargingProfilePurpose,
    stackLevel: given.stackLevel,
    profile: given,
    reportedAt: at,
  });
  const want = (profileId: number, given: Profile) => ({
    ...{ id: `row-${profileId}`, evseId: 1, profileId, profile: given, status: "installed" as const },
    ...{ purpose: given.chargingProfilePurpose, stackLevel: given.stackLevel, statusAt: at, reason: null },
  });
  const rewritten = profile({ chargingSchedule: [schedule({ startSchedule: "2026-06-01T14:00:00+02:00" })] });
  expect(
    compareProfiles(
      [want(1, profile()), want(2, profile()), want(3, profile())],
      [
        told(1, "CSO", rewritten),
        told(2, "CSO", profile({ stackLevel: 9 })),
        told(4, "CSO", profile()),
        told(3, "EMS", profile()),
      ],
    ).map(({ profileId, told, difference }) => [profileId, told?.source ?? null, difference]),
  ).toEqual([
    [1, "CSO", "same"],
    [2, "CSO", "differs"],
    [3, null, "not-told"],
    [3, "EMS", "foreign"],
    [4, "CSO", "foreign"],
  ]);
  const ofSession = { chargingProfilePurpose: "TxProfile", transactionId: "t" } as const;
  const asked = profile({ chargingProfilePurpose: "TxProfile" });
  const threePhases = periods({ startPeriod: 0, limit: 16, numberPhases: 3 });
  expect(compareProfiles([want(1, asked)], [told(1, "CSO", profile({ ...ofSession, ...threePhases }))])).toMatchObject([
    { difference: "same" },
  ]);
});

const held = (more: Partial<Profile>, { from = noon, until = noon + 86_400_000 } = {}): Held => ({
  ...{ profile: profile(more), from, until },
});
const amperes = (limit: number, more: Partial<Schedule> = {}) => ({
  chargingSchedule: [schedule({ chargingSchedulePeriod: [{ startPeriod: 0, limit }], ...more })],
});
const stepsOf = (all: Held[], unit: "A" | "W" = "A") =>
  limitSteps(all, { from: noon, to: noon + 7_200_000, begin: noon, unit }).map(({ at, limit }) => [
    (at - noon) / 1000,
    limit,
  ]);

test("K08.FR.04, K01.FR.17: of each purpose the highest level counts, a session's own before the default, the least of the purposes", () => {
  const low = held({ id: 1, stackLevel: 0, ...amperes(16) });
  const high = held({ id: 2, stackLevel: 2, ...amperes(20, { duration: 1800 }) });
  const station = held({ id: 3, chargingProfilePurpose: "ChargingStationMaxProfile", ...amperes(18) });
  const session = held(
    { id: 4, chargingProfilePurpose: "TxProfile", ...amperes(6) },
    { from: noon + 3600_000, until: noon + 5400_000 },
  );
  expect(inForceAt([low, high, station], noon, noon).map(({ held: one }) => one.profile.id)).toEqual([2, 3]);
  expect(stepsOf([low, high, station, session])).toEqual([
    [0, 18],
    [1800, 16],
    [3600, 6],
    [5400, 16],
  ]);
  expect(stepsOf([low], "W")).toEqual([[0, 11_040]]);
});

test("K01.FR.13, .36, .37: where no profile says anything there is no limit, and none is made up", () => {
  expect(stepsOf([])).toEqual([]);
  expect(stepsOf([held({ validFrom: iso(600), validTo: iso(1200), ...amperes(10) })])).toEqual([
    [600, 10],
    [1200, null],
  ]);
  const daily = { chargingProfileKind: "Recurring", recurrencyKind: "Daily" } as const;
  const yesterday = amperes(12, { startSchedule: iso(-86_400 - 600), duration: 1200 });
  expect(stepsOf([held({ ...daily, ...yesterday })])).toEqual([
    [0, 12],
    [600, null],
  ]);
});
