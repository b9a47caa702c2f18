import type { ComponentVariableType, ReportDataType, Req } from "@stationmaster/ocpp";
import { currentValue, type DeviceModel } from "./device-model";
import type { Variable } from "./variable";

type ReportBase = Req<"GetBaseReport">["reportBase"];
type Criterion = NonNullable<Req<"GetReport">["componentCriteria"]>[number];

/** B07: what belongs into each of the three reports. */
const inBase: Record<ReportBase, (variable: Variable) => boolean> = {
  FullInventory: () => true,
  ConfigurationInventory: ({ mutability }) => mutability !== "ReadOnly",
  SummaryInventory: ({ variable }) => ["Available", "AvailabilityState", "Problem"].includes(variable.name),
};

export const baseReport = (model: DeviceModel, base: ReportBase): ReportDataType[] =>
  model.all().filter(inBase[base]).map(reportData);

/** B08: a list of components and variables, and criteria; both together are their intersection. */
export function customReport(
  model: DeviceModel,
  { componentVariable, componentCriteria }: Pick<Req<"GetReport">, "componentVariable" | "componentCriteria">,
): ReportDataType[] {
  const all = model.all();
  return all
    .filter((it) => !componentVariable || componentVariable.some((asked) => isAsked(it, asked)))
    .filter((it) => !componentCriteria || componentCriteria.some((criterion) => meets(all, it, criterion)))
    .map(reportData);
}

/** B08.FR.20-23: what is left out of the question stands for everything. */
function isAsked(it: Variable, { component, variable }: ComponentVariableType): boolean {
  return (
    same(it.component.name, component.name) &&
    (component.instance === undefined || same(it.component.instance, component.instance)) &&
    (component.evse === undefined || it.component.evse?.id === component.evse.id) &&
    (component.evse?.connectorId === undefined || it.component.evse?.connectorId === component.evse.connectorId) &&
    (variable === undefined || same(it.variable.name, variable.name)) &&
    (variable?.instance === undefined || same(it.variable.instance, variable.instance))
  );
}

/** B08.FR.10: a component without the variable meets the criterion, but for Problem. */
function meets(all: Variable[], it: Variable, criterion: Criterion): boolean {
  const own = all.find(
    (other) => same(other.variable.name, criterion) && JSON.stringify(other.component) === JSON.stringify(it.component),
  );
  return own ? currentValue(own) === "true" : criterion !== "Problem";
}

const same = (a: string | undefined, b: string | undefined) => a?.toLowerCase() === b?.toLowerCase();

function reportData(it: Variable): ReportDataType {
  const value = it.mutability === "WriteOnly" ? {} : { value: currentValue(it) };
  const { dataType, unit, minLimit, maxLimit, valuesList, supportsMonitoring = false } = it;
  return {
    component: it.component,
    variable: it.variable,
    variableAttribute: [{ ...value, mutability: it.mutability, persistent: true, constant: it.isConstant ?? false }],
    variableCharacteristics: {
      dataType,
      supportsMonitoring,
      ...(unit === undefined ? {} : { unit }),
      ...(minLimit === undefined ? {} : { minLimit }),
      ...(maxLimit === undefined ? {} : { maxLimit }),
      ...(valuesList === undefined ? {} : { valuesList: valuesList.join(",") }),
    },
  };
}
