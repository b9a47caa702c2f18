export { listDeviceVariables, type Variable, type VariableAttribute, variableList } from "./list-device-variables";
