import { isDeepStrictEqual } from "node:util";
import type { reportedChargingProfiles } from "@stationmaster/db";
import type { ProfileRow } from "./charging-profile";

type Reported = typeof reportedChargingProfiles.$inferSelect;
type Wanted = Pick<ProfileRow, "evseId" | "profileId" | "profile" | "status">;
type Told = Pick<Reported, "evseId" | "profileId" | "profile" | "source" | "reportedAt">;

export type ProfilePair = {
  evseId: number;
  profileId: number;
  wanted: unknown;
  told: unknown;
  /** Who set it, where the station says. */
  source: string | null;
  /** `same`; `differs`; `not-told`: we want it and the station has not said that it has it; `foreign`: it has it and we do not want it. */
  difference: "same" | "differs" | "not-told" | "foreign";
};

/** What we want beside what the station says it has, by EVSE and id. */
export function compareProfiles(wanted: Wanted[], told: Told[]): ProfilePair[] {
  const ours = new Map(told.filter(({ source }) => source === "CSO").map((row) => [row.profileId, row]));
  const pairs: ProfilePair[] = wanted.map(({ evseId, profileId, profile }) => {
    const found = ours.get(profileId);
    ours.delete(profileId);
    const difference = !found
      ? "not-told"
      : found.evseId === evseId && isDeepStrictEqual(plain(found.profile), plain(profile))
        ? "same"
        : "differs";
    return {
      evseId,
      profileId,
      wanted: profile,
      told: found?.profile ?? null,
      source: found?.source ?? null,
      difference,
    };
  });
  const foreign = told.filter((row) => row.source !== "CSO" || ours.has(row.profileId));
  const others = foreign.map(({ evseId, profileId, profile, source }) => ({
    ...{ evseId, profileId, wanted: null, told: profile, source, difference: "foreign" as const },
  }));
  return [...pairs, ...others].sort((a, b) => a.evseId - b.evseId || a.profileId - b.profileId);
}

/** Times are the same however they are written. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)) return Date.parse(value);
  return value;
}
