export { endMigration } from "./end-migration";
export { askForSlots, newMigration, putFirst, restartStation, startMigration, takeOutOfService } from "./migrate";
export {
  type Migration,
  type MigrationOutcome,
  type MigrationStep,
  migrationSteps,
  type StepState,
} from "./migration";
export { type Network, type NetworkSlot, readNetwork } from "./read-network";
