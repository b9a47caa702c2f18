import { regulate } from "./deliver-power";
import type { Station } from "./station";
import type { ExternalLimit } from "./station-state";

/** K11-K13: somebody other than the CSMS sets a limit, or lifts it. */
export async function limitFromOutside(station: Station, limit: ExternalLimit | undefined): Promise<void> {
  const previous = station.state.externalLimit;
  station.state.externalLimit = limit;
  if (limit) {
    const { source: chargingLimitSource, isGridCritical } = limit;
    await station.send("NotifyChargingLimit", { chargingLimit: { chargingLimitSource, isGridCritical } });
  } else if (previous) {
    await station.send("ClearedChargingLimit", { chargingLimitSource: previous.source });
  }
  for (const evse of station.state.evses) {
    const before = evse.powerW;
    await regulate(station, evse);
    if (evse.powerW > 0 && evse.powerW !== before) await regulate(station, evse, "ChargingRateChanged");
  }
}
