export { type LastReport, lastReport } from "./last-report";
export { listDeviceVariables, type Variable, type VariableAttribute, variableList } from "./list-device-variables";
