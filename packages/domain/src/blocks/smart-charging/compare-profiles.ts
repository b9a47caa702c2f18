import { isDeepStrictEqual } from "node:util";
import type { reportedChargingProfiles } from "@stationmaster/db";
import type { ProfileRow } from "./charging-profile";

type Reported = typeof reportedChargingProfiles.$inferSelect;
type Wanted = Pick<
  ProfileRow,
  "id" | "evseId" | "profileId" | "purpose" | "stackLevel" | "profile" | "status" | "statusAt" | "reason"
>;
type Told = Pick<Reported, "evseId" | "profileId" | "purpose" | "stackLevel" | "profile" | "source" | "reportedAt">;

export type ProfilePair = Pick<Told, "evseId" | "profileId" | "purpose" | "stackLevel"> & {
  /** What we asked for, and what the station said to that. */
  wanted: Pick<Wanted, "id" | "status" | "statusAt" | "reason" | "profile"> | null;
  /** What it says it has, and who set that where it says so. */
  told: Pick<Told, "evseId" | "source" | "reportedAt" | "profile"> | null;
  /** `same`; `differs`; `not-told`: we want it and the station has not said that it has it; `foreign`: it has it and we do not want it. */
  difference: "same" | "differs" | "not-told" | "foreign";
};

/** What we want beside what the station says it has, by EVSE and id. */
export function compareProfiles(wanted: Wanted[], told: Told[]): ProfilePair[] {
  const ours = new Map(told.filter(({ source }) => source === "CSO").map((row) => [row.profileId, row]));
  const pairs = wanted.map((row): ProfilePair => {
    const found = ours.get(row.profileId);
    ours.delete(row.profileId);
    return {
      ...keyOf(row),
      wanted: wishOf(row),
      told: found ? toldOf(found) : null,
      difference: !found ? "not-told" : isSame(row, found) ? "same" : "differs",
    };
  });
  const foreign = told.filter((row) => row.source !== "CSO" || ours.has(row.profileId));
  const others = foreign.map(
    (row): ProfilePair => ({ ...keyOf(row), wanted: null, told: toldOf(row), difference: "foreign" }),
  );
  return [...pairs, ...others].sort(
    (a, b) => a.evseId - b.evseId || a.profileId - b.profileId || sourceOf(a).localeCompare(sourceOf(b)),
  );
}

export const sourceOf = ({ told }: ProfilePair): string => told?.source ?? "";

const keyOf = ({ evseId, profileId, purpose, stackLevel }: Wanted | Told) => ({
  ...{ evseId, profileId, purpose, stackLevel },
});
const wishOf = ({ id, status, statusAt, reason, profile }: Wanted) => ({
  ...{ id, status, statusAt, reason, profile },
});
const toldOf = ({ evseId, source, reportedAt, profile }: Told) => ({
  ...{ evseId, source, reportedAt, profile },
});

function isSame(wanted: Wanted, told: Told): boolean {
  const [ours, theirs] = [wanted.profile, told.profile];
  // K05: what came with a remote start names no session; the station knows it by then.
  const { transactionId: _, ...unnamed } = theirs;
  const comparable = ours.transactionId === undefined ? unnamed : theirs;
  return told.evseId === wanted.evseId && isDeepStrictEqual(plain(comparable), plain(ours));
}

/** Times are the same however they are written, and three phases also where nobody says so (K01.FR.49). */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name, part]) => name !== "numberPhases" || part !== 3)
        .map(([name, part]) => [name, plain(part)]),
    );
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)) return Date.parse(value);
  return value;
}
