import type { IdTokenType, TriggerReasonEnumType } from "@stationmaster/ocpp";
import { closePowerPath } from "./deliver-power";
import type { Evse } from "./evse";
import { reportStatuses } from "./report-statuses";
import { settleIdle } from "./settle-idle";
import type { Station } from "./station";
import { aTransaction, type Transaction, tell } from "./transaction";

export interface Grant {
  idToken: IdTokenType;
  groupIdToken?: IdTokenType | undefined;
  why: Extract<TriggerReasonEnumType, "Authorized" | "RemoteStart">;
  remoteStartId?: number;
}

/** An accepted token begins a transaction, or joins the one that the cable began. */
export async function grant(station: Station, evse: Evse | undefined, given: Grant): Promise<Transaction> {
  const transaction = evse?.transaction ?? aTransaction(evse);
  transaction.isAuthorized = true;
  transaction.isSuspended = false;
  transaction.idToken = given.idToken;
  transaction.groupIdToken = given.groupIdToken;
  transaction.untold.idToken = given.idToken;
  if (given.remoteStartId !== undefined) transaction.untold.remoteStartId = given.remoteStartId;
  if (evse) join(evse, transaction);
  else station.state.unplaced = transaction;
  if (evse?.plugged && transaction.chargingState === "Idle") transaction.chargingState = "EVConnected";
  await tell(station, transaction, given.why);
  if (transaction.isEnded) return transaction;
  if (evse?.plugged) await closePowerPath(station, transaction);
  else waitForCable(station, transaction);
  await reportStatuses(station);
  return transaction;
}

function join(evse: Evse, transaction: Transaction): void {
  if (!evse.transaction) {
    evse.transaction = transaction;
    transaction.untold.evse = { id: evse.id, ...(evse.plugged ? { connectorId: evse.plugged.connectorId } : {}) };
  }
  // H01.FR.15: the reservation is used up, and named once.
  if (evse.reservation) transaction.untold.reservationId = evse.reservation.id;
  evse.reservation = undefined;
}

/** E03.FR.05: who does not plug in in time, has not begun. */
function waitForCable(station: Station, transaction: Transaction): void {
  const seconds = station.model.number("TxCtrlr.EVConnectionTimeOut");
  if (seconds === 0) return;
  const cancel = station.timeline.after(seconds, async () => {
    if (transaction.isEnded || transaction.evse?.plugged) return;
    transaction.isAuthorized = false;
    transaction.stoppedReason = "Timeout";
    await station.track(tell(station, transaction, "EVConnectTimeout", { ends: true }));
    await station.track(settleIdle(station));
  });
  transaction.cancels.push(cancel);
}
