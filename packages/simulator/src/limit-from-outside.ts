import type { ChargingProfileType, ChargingScheduleType } from "@stationmaster/ocpp";
import { regulate } from "./deliver-power";
import type { Station } from "./station";
import type { ExternalLimit } from "./station-state";

/** K11-K13: somebody other than the CSMS sets a limit, or lifts it. */
export async function limitFromOutside(station: Station, limit: ExternalLimit | undefined): Promise<void> {
  const previous = station.state.externalLimit;
  station.state.externalLimit = limit;
  if (limit) {
    const { source: chargingLimitSource, isGridCritical } = limit;
    const tellsSchedules = station.model.isOn("SmartChargingCtrlr.NotifyChargingLimitWithSchedules");
    await station.send("NotifyChargingLimit", {
      chargingLimit: { chargingLimitSource, isGridCritical },
      ...evseOf(limit),
      ...(tellsSchedules ? { chargingSchedule: [scheduleOf(limit)] } : {}),
    });
  } else if (previous) {
    await station.send("ClearedChargingLimit", { chargingLimitSource: previous.source, ...evseOf(previous) });
  }
  for (const evse of station.state.evses) {
    const before = evse.powerW;
    await regulate(station, evse);
    if (evse.powerW > 0 && evse.powerW !== before) await regulate(station, evse, "ChargingRateChanged");
  }
}

const evseOf = ({ evseId }: ExternalLimit) => (evseId === undefined ? {} : { evseId });

const scheduleOf = ({ limitW }: ExternalLimit): ChargingScheduleType => ({
  ...{ id: 1, chargingRateUnit: "W", chargingSchedulePeriod: [{ startPeriod: 0, limit: limitW }] },
});

/** Far from the numbers that a CSMS gives. */
const outerProfileId = 900_001;

/** K11.FR.06: the limit as a report tells it. */
export const outerProfile = (limit: ExternalLimit): ChargingProfileType => ({
  ...{ id: outerProfileId, stackLevel: 0, chargingProfileKind: "Absolute" },
  chargingProfilePurpose: "ChargingStationExternalConstraints",
  chargingSchedule: [scheduleOf(limit)],
});
