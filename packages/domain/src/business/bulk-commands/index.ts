// Bulk commands: one command to many stations.
export { cancelBulkCommand } from "./cancel-bulk-command";
export {
  type BulkCommand,
  type BulkOutcome,
  type BulkStation,
  bulkCommandList,
  bulkOutcomes,
  bulkStationList,
  getBulkCommand,
  listBulkCommands,
  listBulkStations,
} from "./get-bulk-command";
export { newBulkCommand, sendBulkCommand } from "./send-bulk-command";
