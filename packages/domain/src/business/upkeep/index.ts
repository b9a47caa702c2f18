// Upkeep: what must be done again and again, in the name of no tenant and for all of them.
export { countAllDrift } from "./count-all-drift";
export { countAllStations } from "./count-all-stations";
export type { Tally, Trouble } from "./each-tenant";
export { applyRetention, makePartitions, type PartitionStanding } from "./keep-partitions";
export { sweepCommands } from "./sweep-commands";
export { sweepInventories } from "./sweep-inventories";
export { sweepLocalLists } from "./sweep-local-lists";
export { sweepOnboardings } from "./sweep-onboardings";
export { forgetOldReports, sweepReports } from "./sweep-reports";
export { sweepReservations } from "./sweep-reservations";
export { sweepStations } from "./sweep-stations";
