// Block H: reservation.
import { cancelReservation } from "./cancel-reservation";
import { reservationStatusUpdate } from "./reservation-status-update";
import { reserveNow } from "./reserve-now";

export { expireReservations } from "./expire-reservations";
export { getReservation, listReservations, type Reservation, type ReservationFilter } from "./list-reservations";
export { noteReservationsUsed, type ReservationUse } from "./note-reservations-used";
export { holdingReservations } from "./reservation";
export { type ReserveInput, reserve } from "./reserve";
export { connectorTypes, reservationInput } from "./reserve-now";
export { lastCancelOf, withdrawReservation } from "./withdraw-reservation";
export { cancelReservation, reserveNow };

export const messages = [reservationStatusUpdate];
export const commands = [reserveNow, cancelReservation];
