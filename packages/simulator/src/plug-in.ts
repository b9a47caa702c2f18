import { closePowerPath } from "./deliver-power";
import type { Evse } from "./evse";
import { aVehicle, type Vehicle } from "./physics";
import { reportStatuses } from "./report-statuses";
import type { Station } from "./station";
import { aTransaction, tell } from "./transaction";

export interface PlugInOptions {
  connectorId?: number;
  vehicle?: Partial<Vehicle>;
}

/** E02, E03: the cable goes in, before the token or after it. */
export async function plugIn(station: Station, evse: Evse, { connectorId, vehicle }: PlugInOptions): Promise<void> {
  if (evse.plugged) throw new Error(`EVSE ${evse.id} has a car already`);
  const connector = connectorId ?? evse.connectors[0]?.id;
  if (!evse.connectors.some(({ id }) => id === connector)) throw new Error(`EVSE ${evse.id} has no such connector`);
  evse.plugged = { connectorId: connector!, vehicle: aVehicle(vehicle) };
  await reportStatuses(station);
  if (!mayCharge(station, evse)) return;
  const transaction = evse.transaction ?? place(station, evse) ?? begin(evse);
  transaction.untold.evse ??= { id: evse.id, connectorId: connector! };
  if (transaction.chargingState === "Idle") transaction.chargingState = "EVConnected";
  await tell(station, transaction, "CablePluggedIn");
  if (transaction.isAuthorized && !transaction.isEnded) await closePowerPath(station, transaction);
}

/** Not on an EVSE that is broken, out of use, or kept for somebody else. */
const mayCharge = (station: Station, evse: Evse) =>
  !evse.fault &&
  !evse.reservation &&
  evse.isOperative &&
  station.state.isOperative &&
  (station.state.registration === "Accepted" || station.model.isOn("TxCtrlr.TxBeforeAcceptedEnabled"));

function place(station: Station, evse: Evse) {
  const { unplaced } = station.state;
  if (!unplaced) return undefined;
  station.state.unplaced = undefined;
  unplaced.evse = evse;
  evse.transaction = unplaced;
  return unplaced;
}

function begin(evse: Evse) {
  evse.transaction = aTransaction(evse);
  return evse.transaction;
}
