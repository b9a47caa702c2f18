export { getAvailability, type LockFailure, type StationAvailability } from "./get-availability";
export { availabilityChange, setAvailability } from "./set-availability";
