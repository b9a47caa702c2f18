import type { Req, ReserveNowStatusEnumType } from "@stationmaster/ocpp";
import { type Evse, isFree } from "../evse";
import { reportStatuses } from "../report-statuses";
import type { CommandHandler, Station } from "../station";

/** H01. */
export const reserveNow: CommandHandler<"ReserveNow"> = (station, request) => {
  const { state, model } = station;
  const expiresAt = Date.parse(request.expiryDateTime);
  if (!model.isOn("ReservationCtrlr.Enabled") || expiresAt <= station.timeline.now())
    return { response: { status: "Rejected" } };
  // H01.FR.02: the same id replaces the reservation before.
  const previous = state.evses.find(({ reservation }) => reservation?.id === request.id);
  if (previous) previous.reservation = undefined;
  const evse = chooseEvse(station, request);
  if (typeof evse === "string") return { response: { status: evse }, afterwards: () => reportStatuses(station) };
  const { id, idToken, groupIdToken } = request;
  evse.reservation = { id, idToken, groupIdToken, expiresAt };
  station.timeline.after((expiresAt - station.timeline.now()) / 1000, () => station.track(expire(station, evse, id)));
  return { response: { status: "Accepted" }, afterwards: () => reportStatuses(station) };
};

function chooseEvse(station: Station, request: Req<"ReserveNow">): Evse | ReserveNowStatusEnumType {
  const { state } = station;
  const candidates = state.evses.filter(
    ({ id, connectors }) =>
      (request.evseId === undefined || request.evseId === id) &&
      (request.connectorType === undefined || connectors.some(({ type }) => type === request.connectorType)),
  );
  if (candidates.length === 0) return "Rejected";
  const free = candidates.find((evse) => isFree(evse, state.isOperative));
  if (free) return free;
  if (candidates.every(({ fault }) => fault)) return "Faulted";
  return !state.isOperative || candidates.every(({ isOperative }) => !isOperative) ? "Unavailable" : "Occupied";
}

/** H04. */
async function expire(station: Station, evse: Evse, reservationId: number): Promise<void> {
  if (evse.reservation?.id !== reservationId) return;
  evse.reservation = undefined;
  await station.send("ReservationStatusUpdate", { reservationId, reservationUpdateStatus: "Expired" });
  await reportStatuses(station);
}

/** H02. */
export const cancelReservation: CommandHandler<"CancelReservation"> = (station, { reservationId }) => {
  const evse = station.state.evses.find(({ reservation }) => reservation?.id === reservationId);
  if (!evse) return { response: { status: "Rejected" } };
  evse.reservation = undefined;
  return { response: { status: "Accepted" }, afterwards: () => reportStatuses(station) };
};
