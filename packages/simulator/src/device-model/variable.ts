import type { ComponentType, DataEnumType, EVSEType, MutabilityEnumType, VariableType } from "@stationmaster/ocpp";

/** One variable of the device model. This station has no attributes but Actual, as controllers have none. */
export interface Variable {
  readonly component: ComponentType;
  readonly variable: VariableType;
  readonly dataType: DataEnumType;
  readonly mutability: MutabilityEnumType;
  readonly unit?: string;
  readonly minLimit?: number;
  readonly maxLimit?: number;
  readonly valuesList?: readonly string[];
  readonly isConstant?: boolean;
  readonly supportsMonitoring?: boolean;
  /** Takes effect after a reset: SetVariables answers RebootRequired. */
  readonly needsReboot?: boolean;
  value: string;
  /** Where the value is what the station is doing, not what was set. */
  readonly read?: () => string;
}

export type Details = Partial<
  Pick<
    Variable,
    | "unit"
    | "minLimit"
    | "maxLimit"
    | "valuesList"
    | "isConstant"
    | "supportsMonitoring"
    | "needsReboot"
    | "mutability"
    | "read"
  >
> & { evse?: EVSEType };

/** "OCPPCommCtrlr.MessageTimeout[Default]": a component, a variable, and the instance where there is one. */
export function variable(name: string, dataType: DataEnumType, value: string, details: Details = {}): Variable {
  const { evse, ...rest } = details;
  const match = /^(\w+)\.(\w+)(?:\[(\w+)\])?$/.exec(name);
  if (!match) throw new Error(`${name} is no name of a variable`);
  const [, component, variableName, instance] = match;
  return {
    component: { name: component!, ...(evse ? { evse } : {}) },
    variable: { name: variableName!, ...(instance ? { instance } : {}) },
    dataType,
    mutability: "ReadWrite",
    ...rest,
    value,
  };
}

export const readOnly = (name: string, dataType: DataEnumType, value: string, details: Details = {}): Variable =>
  variable(name, dataType, value, { mutability: "ReadOnly", ...details });

/** Names and instances are compared without regard to case. */
export function keyOf(component: ComponentType, { name, instance }: VariableType): string {
  return `${componentKey(component)}.${name}[${instance ?? ""}]`.toLowerCase();
}

export const componentKey = ({ name, instance, evse }: ComponentType): string =>
  `${name}[${instance ?? ""}]@${evse?.id ?? ""}/${evse?.connectorId ?? ""}`.toLowerCase();
