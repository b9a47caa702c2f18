import { expect, test } from "vitest";
import { draftOf, newDraft, type ProfileDraft, pathOf, wishOf, withKind, withPurpose } from "./profile-draft";

const timeZone = "Europe/Berlin";
const now = Date.parse("2026-07-01T16:30:00Z");
const period = (from: string, limit: string) => ({ key: 0, from, limit, phases: "any" as const });
const wish = (more: Partial<ProfileDraft>, transactionId?: string) =>
  wishOf({ ...newDraft(now, timeZone), ...more }, { timeZone, transactionId });

test("K01: a draft becomes what is asked for: times by the site's clock, kW as watts, nothing that was left empty", () => {
  expect(wish({ periods: [period("0:00", "16")] })).toEqual({
    wish: {
      evseId: 0,
      chargingProfile: {
        ...{ stackLevel: 0, chargingProfilePurpose: "TxDefaultProfile", chargingProfileKind: "Absolute" },
        chargingSchedule: [
          {
            ...{ startSchedule: "2026-07-01T16:30:00.000Z", chargingRateUnit: "A" },
            chargingSchedulePeriod: [{ startPeriod: 0, limit: 16 }],
          },
        ],
      },
    },
  });
  expect(
    wish({
      ...withKind(newDraft(now, timeZone), "Daily", now, timeZone),
      ...{ unit: "W", hours: "24", validTo: "2026-08-01T00:00", evseId: "2" },
      periods: [period("0:00", "11"), { ...period("17:30", "4,25"), phases: "1" }],
    }),
  ).toMatchObject({
    wish: {
      evseId: 2,
      chargingProfile: {
        ...{ chargingProfileKind: "Recurring", recurrencyKind: "Daily", validTo: "2026-07-31T22:00:00.000Z" },
        chargingSchedule: [
          {
            ...{ startSchedule: "2026-06-30T22:00:00.000Z", duration: 86_400 },
            chargingSchedulePeriod: [
              { startPeriod: 0, limit: 11_000 },
              { startPeriod: 63_000, limit: 4250, numberPhases: 1 },
            ],
          },
        ],
      },
    },
  });
});

test("K01.FR.03: the profile of a session names it; a relative one has no start", () => {
  const draft = withPurpose(
    { ...newDraft(now, timeZone), kind: "Relative", periods: [period("0:00", "8")] },
    "TxProfile",
    1,
  );
  expect(wishOf(draft, { timeZone, transactionId: undefined })).toEqual({
    faults: new Map([[pathOf.evse, "noSession"]]),
  });
  const given = wishOf(draft, { timeZone, transactionId: "tx-1" });
  expect(given).toMatchObject({ wish: { evseId: 1, chargingProfile: { transactionId: "tx-1" } } });
  expect(JSON.stringify(given)).not.toContain("startSchedule");
  expect(withPurpose(draft, "ChargingStationMaxProfile", 1)).toMatchObject({ evseId: "0", kind: "Absolute" });
});

test("what is missing or no number is said where it stands", () => {
  expect(
    wish({ start: "", stackLevel: "x", hours: "a day", periods: [period("0:00", ""), period("7 h", "1")] }),
  ).toEqual({
    faults: new Map([
      [pathOf.start, "needed"],
      [pathOf.duration, "notANumber"],
      [pathOf.period(0, "limit"), "needed"],
      [pathOf.period(1, "startPeriod"), "notATime"],
      [pathOf.stackLevel, "notANumber"],
    ]),
  });
});

test("K01.FR.05: one that was set is read back into the form as it was written", () => {
  const draft: ProfileDraft = {
    ...withKind(newDraft(now, timeZone), "Weekly", now, timeZone),
    ...{ unit: "W", hours: "168", validFrom: "2026-07-01T00:00", stackLevel: "3" },
    periods: [
      { ...period("0:00", "11"), key: 0 },
      { ...period("100:15", "7.4"), key: 1, phases: "3" },
    ],
  };
  const given = wishOf(draft, { timeZone, id: 7, transactionId: undefined });
  if (!("wish" in given)) throw new Error("the draft is good");
  expect(draftOf(0, given.wish.chargingProfile as never, timeZone)).toEqual(draft);
  const twice = { ...given.wish.chargingProfile, chargingSchedule: [1, 2] };
  expect(draftOf(0, twice as never, timeZone)).toBeUndefined();
});
