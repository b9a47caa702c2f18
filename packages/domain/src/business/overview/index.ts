export { chargingNow, powerCurve, topSessions } from "./charging-now";
export { countStates, type FleetStates } from "./count-states";
export { type EnergyToday, energyToday, timeZoneOfScope } from "./energy-today";
export { type Issue, type IssueCause, issueCauses, listIssues } from "./list-issues";
