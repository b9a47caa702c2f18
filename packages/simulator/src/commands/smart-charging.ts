import type { Req } from "@stationmaster/ocpp";
import { limitFor, stationLimit } from "../charging-limit";
import { fromWatts, type InstalledProfile } from "../charging-profiles";
import { checkProfile } from "../check-profile";
import { regulate } from "../deliver-power";
import { tellPlan } from "../ev-charging";
import { profilesAbout, reportProfiles } from "../report-profiles";
import type { CommandHandler, Station } from "../station";

/** K01-K04. */
export const setChargingProfile: CommandHandler<"SetChargingProfile"> = (station, { evseId, chargingProfile }) => {
  const reasonCode = checkProfile(station, evseId, chargingProfile) ?? whyNot(station, evseId, chargingProfile);
  if (reasonCode) return { response: { status: "Rejected", statusInfo: { reasonCode } } };
  // K01.FR.05: the same id replaces, whatever it was for.
  const others = station.state.profiles.filter(({ profile }) => profile.id !== chargingProfile.id);
  station.state.profiles = [...others, { evseId, profile: chargingProfile, installedAt: station.timeline.now() }];
  return {
    response: { status: "Accepted" },
    afterwards: async () => {
      await regulateAll(station);
      const evse = station.state.evses.find(({ id }) => id === evseId);
      if (evse && chargingProfile.chargingProfilePurpose === "TxProfile")
        await tellPlan(station, evse, chargingProfile);
    },
  };
};

function whyNot(station: Station, evseId: number, profile: Req<"SetChargingProfile">["chargingProfile"]) {
  if (!station.model.isOn("SmartChargingCtrlr.Enabled")) return "NotEnabled";
  const isRival = (other: InstalledProfile) =>
    other.profile.id !== profile.id &&
    other.profile.stackLevel === profile.stackLevel &&
    other.profile.chargingProfilePurpose === profile.chargingProfilePurpose;
  const rivals = station.state.profiles.filter(isRival);
  if (profile.chargingProfilePurpose !== "TxProfile") {
    // K01.FR.52, .53: the same level for the whole station and for one EVSE says two things at once.
    return rivals.some((other) => (other.evseId === 0) !== (evseId === 0)) ? "DuplicateProfile" : undefined;
  }
  const transaction = station.state.evses.find(({ id }) => id === evseId)?.transaction;
  if (!transaction || transaction.id !== profile.transactionId) return "TxNotFound";
  return rivals.some((other) => other.profile.transactionId === profile.transactionId) ? "DuplicateProfile" : undefined;
}

async function regulateAll(station: Station): Promise<void> {
  for (const evse of station.state.evses) {
    const before = evse.powerW;
    await regulate(station, evse);
    if (evse.powerW > 0 && before > 0 && evse.powerW !== before) await regulate(station, evse, "ChargingRateChanged");
  }
}

/** K10. */
export const clearChargingProfile: CommandHandler<"ClearChargingProfile"> = (station, request) => {
  const { chargingProfileId, chargingProfileCriteria: by = {} } = request;
  const isMeant = ({ profile, evseId }: InstalledProfile) =>
    (chargingProfileId === undefined || profile.id === chargingProfileId) &&
    (by.evseId === undefined || by.evseId === evseId) &&
    (by.stackLevel === undefined || by.stackLevel === profile.stackLevel) &&
    (by.chargingProfilePurpose === undefined || by.chargingProfilePurpose === profile.chargingProfilePurpose);
  const kept = station.state.profiles.filter((installed) => !isMeant(installed));
  if (kept.length === station.state.profiles.length) return { response: { status: "Unknown" } };
  station.state.profiles = kept;
  return { response: { status: "Accepted" }, afterwards: () => regulateAll(station) };
};

/** K09. */
export const getChargingProfiles: CommandHandler<"GetChargingProfiles"> = (station, request) => {
  const told = profilesAbout(station, request);
  if (told.length === 0) return { response: { status: "NoProfiles" } };
  return { response: { status: "Accepted" }, afterwards: () => reportProfiles(station, request.requestId, told) };
};

/** K08: the limit at each moment at which some profile may change it. */
export const getCompositeSchedule: CommandHandler<"GetCompositeSchedule"> = (station, request) => {
  const { duration, evseId, chargingRateUnit = "W" } = request;
  const evse = station.state.evses.find(({ id }) => id === evseId);
  if (evseId !== 0 && !evse) return { response: { status: "Rejected", statusInfo: { reasonCode: "UnknownEvse" } } };
  const now = station.timeline.now();
  const phases = evse?.phases ?? 3;
  const ratedW = evse?.maxPowerW ?? station.state.evses.reduce((sum, { maxPowerW }) => sum + maxPowerW, 0);
  const limitAt = (at: number) => Math.min(ratedW, evse ? limitFor(station, evse, at) : stationLimit(station, at));
  const periods = changes(station, now, duration).map((startPeriod) => {
    const limit = fromWatts(limitAt(now + startPeriod * 1000), chargingRateUnit, phases);
    return { startPeriod, limit: Math.round(limit * 10) / 10 };
  });
  const chargingSchedulePeriod = periods.filter(({ limit }, at) => limit !== periods[at - 1]?.limit);
  const schedule = {
    evseId,
    duration,
    scheduleStart: station.timestamp(now),
    chargingRateUnit,
    chargingSchedulePeriod,
  };
  return { response: { status: "Accepted", schedule } };
};

/** The seconds from now at which a schedule begins, takes a step or ends. Recurring ones are looked at by the hour. */
function changes(station: Station, now: number, duration: number): number[] {
  const seconds = new Set([0]);
  for (const { profile, installedAt } of station.state.profiles) {
    for (const bound of [profile.validFrom, profile.validTo]) if (bound) seconds.add((Date.parse(bound) - now) / 1000);
    for (const { startSchedule, duration: length, chargingSchedulePeriod } of profile.chargingSchedule) {
      const start = startSchedule ? Date.parse(startSchedule) : installedAt;
      const length_ = profile.recurrencyKind === "Weekly" ? 604_800 : 86_400;
      const missed =
        profile.chargingProfileKind === "Recurring" ? Math.floor((now - start) / 1000 / length_) * length_ : 0;
      const from = (start - now) / 1000 + missed;
      for (const at of [
        0,
        ...(length === undefined ? [] : [length]),
        ...chargingSchedulePeriod.map((it) => it.startPeriod),
      ])
        for (const again of missed === 0 && profile.chargingProfileKind !== "Recurring" ? [0] : [0, length_])
          seconds.add(from + at + again);
    }
  }
  return [...seconds]
    .map(Math.ceil)
    .filter((second) => second >= 0 && second < Math.max(1, duration))
    .sort((a, b) => a - b);
}
