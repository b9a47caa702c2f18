// Bulk commands: one command to many stations.
export { cancelBulkCommand } from "./cancel-bulk-command";
export {
  type BulkCommand,
  type BulkOutcome,
  bulkCommandList,
  bulkOutcomes,
  getBulkCommand,
  listBulkCommands,
} from "./get-bulk-command";
export { type BulkStation, bulkStationList, bulkStationsById, listBulkStations } from "./list-bulk-stations";
export { type SelectedStation, selectStations, stationSelection } from "./select-stations";
export { mostStations, namedStations, newBulkCommand, sendBulkCommand } from "./send-bulk-command";
