import { statusOf } from "./evse";
import type { Station } from "./station";

/** G01: one StatusNotification for every connector whose state the CSMS does not know yet; `all` after a boot. */
export async function reportStatuses(station: Station, { all = false } = {}): Promise<void> {
  station.noticeVariables();
  for (const evse of station.state.evses) {
    for (const connector of evse.connectors) {
      const connectorStatus = statusOf(evse, connector, station.state.isOperative);
      if (!all && connector.reported === connectorStatus) continue;
      const outcome = await station.send("StatusNotification", {
        timestamp: station.timestamp(),
        connectorStatus,
        evseId: evse.id,
        connectorId: connector.id,
      });
      if (outcome.kind === "result") connector.reported = connectorStatus;
    }
  }
}
