import { changesOf, type Limit, limitAt, toUnit } from "./limit-at";
import type { Profile } from "./profile-rules";

/** A profile that a station holds, for as long as it does. */
export type Held = { profile: Profile; from: number; until: number };
export type InForce<H extends Held> = { held: H; limit: Limit };
export type Step = { at: number; limit: number | null };

/** Of each purpose the highest level that says something then, a session's own before the default (K01.FR.17); `begin` is where relative ones start. */
export function inForceAt<H extends Held>(all: H[], at: number, begin: number): InForce<H>[] {
  const strongest = (purpose: Profile["chargingProfilePurpose"]): InForce<H> | undefined => {
    const said = all.flatMap((held) => {
      const isHeld = held.profile.chargingProfilePurpose === purpose && held.from <= at && at < held.until;
      const limit = isHeld ? limitAt(held.profile, at, begin) : undefined;
      return limit ? [{ held, limit }] : [];
    });
    return said.sort((a, b) => b.held.profile.stackLevel - a.held.profile.stackLevel)[0];
  };
  return [
    strongest("TxProfile") ?? strongest("TxDefaultProfile"),
    strongest("ChargingStationMaxProfile"),
    strongest("ChargingStationExternalConstraints"),
  ].filter((one) => one !== undefined);
}

type Window = { from: number; to: number; begin: number; unit: "A" | "W" };

/** What all of them leave in a window, as steps: the least of the purposes at each moment (K08.FR.04); null where none says anything. */
export function limitSteps(all: Held[], { from, to, begin, unit }: Window): Step[] {
  const moments = all.flatMap(({ profile, ...held }) => [
    ...[held.from, held.until],
    ...[profile.validFrom, profile.validTo].flatMap((bound) => (bound === undefined ? [] : [Date.parse(bound)])),
    ...profile.chargingSchedule.flatMap((one) => changesOf(one, profile.recurrencyKind, { from, to, begin })),
  ]);
  const steps: Step[] = [];
  for (const at of [...new Set([from, ...moments])].sort((a, b) => a - b)) {
    if (at < from || at >= to) continue;
    const limits = inForceAt(all, at, begin).map(({ limit }) => toUnit(limit.limit, limit.unit, unit, limit.phases));
    const limit = limits.length === 0 ? null : Math.round(Math.min(...limits) * 10) / 10;
    if (limit !== (steps.at(-1)?.limit ?? null)) steps.push({ at, limit });
  }
  return steps;
}
