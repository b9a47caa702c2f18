import type { Res } from "@stationmaster/ocpp";
import { remember } from "./authorize";
import type { TransactionEvent } from "./message-queue";
import type { Station } from "./station";
import { stopCharging } from "./stop-charging";
import { type Transaction, tell } from "./transaction";

/** What the CSMS says to a transaction event: the price (I02, I03), and whether the token may go on (E05). */
export async function takeAnswer(
  station: Station,
  event: TransactionEvent,
  { totalCost, idTokenInfo }: Res<"TransactionEvent">,
): Promise<void> {
  const { transactionId } = event.transactionInfo;
  if (totalCost !== undefined) station.state.runningCosts.set(transactionId, totalCost);
  const transaction = station.transactions.find(({ id }) => id === transactionId);
  if (transaction && totalCost !== undefined) transaction.totalCost = totalCost;
  if (!idTokenInfo || !event.idToken) return;
  remember(station, event.idToken, idTokenInfo);
  if (!transaction?.isAuthorized) return;
  if (idTokenInfo.status === "Accepted") transaction.groupIdToken ??= idTokenInfo.groupIdToken;
  else await deauthorize(station, transaction);
}

/** E05.FR.02, .10: stopped, or kept without energy. */
async function deauthorize(station: Station, transaction: Transaction): Promise<void> {
  if (station.model.isOn("TxCtrlr.StopTxOnInvalidId"))
    return stopCharging(station, transaction, { why: "Deauthorized", reason: "DeAuthorized" });
  transaction.isSuspended = true;
  if (transaction.evse) transaction.evse.powerW = 0;
  transaction.chargingState = transaction.evse?.plugged ? "SuspendedEVSE" : "Idle";
  await tell(station, transaction, "Deauthorized");
}
