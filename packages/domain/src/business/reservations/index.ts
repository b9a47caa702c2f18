export { bookReservation, endReservation, newReservation } from "./book-reservation";
export { getReservationDetail, type ReservationDetail } from "./get-reservation-detail";
export { listReservationPage, reservationList } from "./list-reservation-page";
export {
  type CalendarStation,
  type ReservedEvse,
  readReservationCalendar,
  reservationCalendar,
} from "./read-reservation-calendar";
