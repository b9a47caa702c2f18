// Block H: reservation.
import { defineCommand, keepMessage } from "../../kernel";

export const messages = [keepMessage("ReservationStatusUpdate", () => ({}))];
export const commands = [defineCommand("ReserveNow"), defineCommand("CancelReservation")];
