import type { ComponentType, SetVariableStatusEnumType, VariableType } from "@stationmaster/ocpp";
import { isAllowed } from "./check-value";
import { componentKey, keyOf, type Variable } from "./variable";

export type Found = Variable | "UnknownComponent" | "UnknownVariable";
type OnChange = (variable: Variable, value: string, previous: string) => void;

/** Every variable of the station, and the rules by which they are read and set. */
export class DeviceModel {
  private readonly variables = new Map<string, Variable>();
  private readonly components = new Set<string>();
  private readonly onChange: OnChange;

  constructor(variables: Variable[], onChange: OnChange) {
    this.onChange = onChange;
    for (const variable of variables) {
      this.variables.set(keyOf(variable.component, variable.variable), variable);
      this.components.add(componentKey(variable.component));
    }
  }

  all(): Variable[] {
    return [...this.variables.values()];
  }

  /** B06.FR.15: without an instance only the variable that has none is meant. */
  find(component: ComponentType, variable: VariableType): Found {
    const found = this.variables.get(keyOf(component, variable));
    if (found) return found;
    return this.components.has(componentKey(component)) ? "UnknownVariable" : "UnknownComponent";
  }

  /** What the station itself goes by: "TxCtrlr.TxStartPoint", "DeviceDataCtrlr.ItemsPerMessage[GetReport]". */
  text(name: string): string {
    return currentValue(this.own(name));
  }

  number(name: string): number {
    return Number(this.text(name));
  }

  /** The limit of what the variable counts. */
  most(name: string): number {
    return this.own(name).maxLimit ?? Number.POSITIVE_INFINITY;
  }

  isOn(name: string): boolean {
    return this.text(name) === "true";
  }

  list(name: string): string[] {
    return this.text(name).split(",").filter(Boolean);
  }

  /** By the station itself, read-only or not. */
  put(name: string, value: string): void {
    this.store(this.own(name), value);
  }

  /** By the CSMS (B05). */
  set(variable: Variable, value: string): SetVariableStatusEnumType {
    if (variable.mutability === "ReadOnly" || !isAllowed(variable, value)) return "Rejected";
    this.store(variable, value);
    return variable.needsReboot ? "RebootRequired" : "Accepted";
  }

  private store(variable: Variable, value: string): void {
    const previous = currentValue(variable);
    variable.value = value;
    if (value !== previous) this.onChange(variable, value, previous);
  }

  private own(name: string): Variable {
    const match = /^(\w+)\.(\w+)(?:\[(\w+)\])?$/.exec(name);
    const instance = match?.[3];
    const wanted = { name: match?.[2] ?? "", ...(instance ? { instance } : {}) };
    const found = this.find({ name: match?.[1] ?? "" }, wanted);
    if (typeof found === "string") throw new Error(`this station has no variable ${name}`);
    return found;
  }
}

export const currentValue = (variable: Variable) => variable.read?.() ?? variable.value;
