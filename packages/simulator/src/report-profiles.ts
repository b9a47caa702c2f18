import type { ChargingLimitSourceEnumType, ChargingProfileType, Req } from "@stationmaster/ocpp";
import { outerProfile } from "./limit-from-outside";
import type { Station } from "./station";

type Told = { evseId: number; source: ChargingLimitSourceEnumType; profile: ChargingProfileType };
type Asked = Pick<Req<"GetChargingProfiles">, "evseId" | "chargingProfile">;

/** What the station has of what was asked about: the profiles of the CSMS, and the limit of others (K09, K11.FR.06). */
export function profilesAbout({ state }: Station, { evseId, chargingProfile: by }: Asked): Told[] {
  const { profiles, externalLimit: limit } = state;
  const all: Told[] = [
    ...profiles.map((installed) => ({ ...installed, source: "CSO" as const })),
    ...(limit ? [{ evseId: limit.evseId ?? 0, source: limit.source, profile: outerProfile(limit) }] : []),
  ];
  return all.filter(
    (told) =>
      (evseId === undefined || told.evseId === evseId) &&
      (by.chargingProfileId?.includes(told.profile.id) ?? true) &&
      (by.stackLevel === undefined || by.stackLevel === told.profile.stackLevel) &&
      (by.chargingLimitSource?.includes(told.source) ?? true) &&
      (by.chargingProfilePurpose === undefined || by.chargingProfilePurpose === told.profile.chargingProfilePurpose),
  );
}

/** One message per EVSE and source, as the message has room for one of each. */
export async function reportProfiles(station: Station, requestId: number, told: Told[]): Promise<void> {
  const groups = new Map<string, Told[]>();
  for (const one of told) {
    const key = `${one.evseId} ${one.source}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  let left = groups.size;
  for (const group of groups.values()) {
    const [{ evseId, source: chargingLimitSource }] = group as [Told];
    const chargingProfile = group.map(({ profile }) => profile);
    left--;
    await station.send("ReportChargingProfiles", {
      ...{ requestId, chargingLimitSource, evseId, chargingProfile, tbc: left > 0 },
    });
  }
}
