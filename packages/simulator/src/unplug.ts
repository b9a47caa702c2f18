import type { Evse } from "./evse";
import { meterUp } from "./metering";
import { reportStatuses } from "./report-statuses";
import { settleIdle } from "./settle-idle";
import type { Station } from "./station";
import { tell } from "./transaction";

/** E09, E10: the cable goes out, which ends the transaction or only suspends it. */
export async function unplug(station: Station, evse: Evse): Promise<void> {
  if (!evse.plugged) throw new Error(`EVSE ${evse.id} has no car`);
  meterUp(station, evse);
  const { transaction } = evse;
  const { plugged } = evse;
  evse.powerW = 0;
  evse.plugged = undefined;
  if (transaction) {
    if (station.model.isOn("TxCtrlr.StopTxOnEVSideDisconnect")) transaction.isAuthorized = false;
    transaction.stoppedReason ??= "EVDisconnected";
    transaction.chargingState = "Idle";
    transaction.powerPathClosedAt = undefined;
    for (const cancel of transaction.cancels.splice(0)) cancel();
    transaction.untold.evse ??= { id: evse.id, connectorId: plugged.connectorId };
    await tell(station, transaction, "EVCommunicationLost");
  }
  await reportStatuses(station);
  await settleIdle(station);
}
