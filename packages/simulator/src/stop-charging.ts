import type { IdTokenType, ReasonEnumType, TriggerReasonEnumType } from "@stationmaster/ocpp";
import { meterUp } from "./metering";
import { reportStatuses } from "./report-statuses";
import { settleIdle } from "./settle-idle";
import type { Station } from "./station";
import { type Transaction, tell } from "./transaction";

export interface Stop {
  why: TriggerReasonEnumType;
  reason: ReasonEnumType;
  /** Named once more when it was a token that stopped (E07.FR.02). */
  idToken?: IdTokenType;
  /** Whatever the stop points say. */
  ends?: boolean;
}

/** Opens the power path: by token, from afar, by a fault, by a reset. */
export async function stopCharging(station: Station, transaction: Transaction, stop: Stop): Promise<void> {
  const { evse } = transaction;
  if (evse) {
    meterUp(station, evse);
    evse.powerW = 0;
  }
  transaction.isAuthorized = false;
  transaction.powerPathClosedAt = undefined;
  transaction.stoppedReason = stop.reason;
  transaction.chargingState = evse?.plugged ? "EVConnected" : "Idle";
  if (stop.idToken) transaction.untold.idToken = stop.idToken;
  for (const cancel of transaction.cancels.splice(0)) cancel();
  await tell(station, transaction, stop.why, { ends: stop.ends ?? false });
  if (!transaction.isEnded) return;
  await reportStatuses(station);
  await settleIdle(station);
}
