import type { ChargingProfileType } from "@stationmaster/ocpp";
import type { Station } from "./station";

/** The reason code by which the station refuses a profile, or undefined when it takes it (K01). */
export function checkProfile(station: Station, evseId: number, profile: ChargingProfileType): string | undefined {
  const { model, state } = station;
  const { chargingProfilePurpose: purpose, chargingProfileKind: kind, chargingSchedule, stackLevel } = profile;
  const evse = state.evses.find(({ id }) => id === evseId);
  if (evseId !== 0 && !evse) return "UnknownEvse";
  if (stackLevel < 0 || stackLevel > model.number("SmartChargingCtrlr.ProfileStackLevel")) return "InvalidStackLevel";
  if (purpose === "ChargingStationExternalConstraints") return "UnsupportedPurpose";
  if (purpose === "ChargingStationMaxProfile" && (evseId !== 0 || kind === "Relative")) return "InvalidProfile";
  if (purpose === "TxProfile" && evseId === 0) return "InvalidProfile";
  if (kind === "Recurring" && !profile.recurrencyKind) return "InvalidProfile";
  for (const { chargingRateUnit, chargingSchedulePeriod } of chargingSchedule) {
    if (evse?.phases === 0 && chargingRateUnit === "A") return "UnsupportedRateUnit";
    if (chargingSchedulePeriod.length > model.number("SmartChargingCtrlr.PeriodsPerSchedule")) return "InvalidSchedule";
    // K01.FR.31: the first period begins at once, the others follow in order.
    const starts = chargingSchedulePeriod.map(({ startPeriod }) => startPeriod);
    if (starts[0] !== 0 || starts.some((start, at) => at > 0 && start <= starts[at - 1]!)) return "InvalidSchedule";
    // K01.FR.19.
    if (chargingSchedulePeriod.some(({ phaseToUse, numberPhases }) => phaseToUse !== undefined && numberPhases !== 1))
      return "PhaseConflict";
  }
  return undefined;
}
