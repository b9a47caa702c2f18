import type { BootReasonEnumType } from "@stationmaster/ocpp";
import type { Evse } from "./evse";
import { useNetworkProfile } from "./network-profile";
import { comeBack } from "./reconnect";
import { reportStatuses } from "./report-statuses";
import type { Station } from "./station";
import { stopCharging } from "./stop-charging";

/** B12.FR.02: an immediate reset ends what is running. */
export async function endForReset(station: Station, evses: Evse[]): Promise<void> {
  for (const transaction of station.transactions)
    if (!transaction.evse || evses.includes(transaction.evse))
      await stopCharging(station, transaction, { why: "ResetCommand", reason: "ImmediateReset", ends: true });
}

/** Down and up again: the socket goes, the registration with it, cars stay where they are. */
export async function reboot(station: Station, reason: BootReasonEnumType): Promise<void> {
  const { state } = station;
  state.cancelHeartbeat();
  state.cancelBootRetry();
  station.isComingBack = true;
  await station.disconnect(1001);
  state.registration = undefined;
  if (station.behaviour.staysAway) return;
  state.bootReason = reason;
  state.runningCosts.clear();
  useNetworkProfile(station);
  for (const evse of state.evses) for (const connector of evse.connectors) connector.reported = undefined;
  await new Promise((up) => setTimeout(up, station.rebootMs));
  await comeBack(station);
}

/** B11: an EVSE by itself resets without a boot. */
export async function resetEvse(station: Station, evse: Evse): Promise<void> {
  const wasOperative = evse.isOperative;
  evse.isOperative = false;
  await reportStatuses(station);
  evse.isOperative = wasOperative;
  await reportStatuses(station);
}
