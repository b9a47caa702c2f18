import type { Variable } from "./variable";

/** Whether a variable may take this value: its data type, its limits, its list (B05.FR.07, .08). */
export function isAllowed(variable: Variable, value: string): boolean {
  return checks[variable.dataType](variable, value);
}

type Check = (variable: Variable, value: string) => boolean;

const isWithin: Check = ({ minLimit = Number.NEGATIVE_INFINITY, maxLimit = Number.POSITIVE_INFINITY }, value) =>
  Number(value) >= minLimit && Number(value) <= maxLimit;

const isShortEnough: Check = ({ minLimit = 0, maxLimit = 1000 }, value) =>
  value.length >= minLimit && value.length <= maxLimit;

const isListed = (variable: Variable, value: string) => variable.valuesList?.includes(value) ?? true;

const isListOfListed: Check = (variable, value) => {
  const items = value === "" ? [] : value.split(",").map((item) => item.trim());
  return new Set(items).size === items.length && items.every((item) => isListed(variable, item));
};

// A table and not Boolean(value): "false" is true to JavaScript.
const checks: Record<Variable["dataType"], Check> = {
  boolean: (_variable, value) => value === "true" || value === "false",
  integer: (variable, value) => /^-?\d+$/.test(value) && isWithin(variable, value),
  decimal: (variable, value) => /^-?\d+(\.\d+)?$/.test(value) && isWithin(variable, value),
  dateTime: (_variable, value) => !Number.isNaN(Date.parse(value)),
  string: isShortEnough,
  OptionList: isListed,
  MemberList: (variable, value) => isShortEnough(variable, value) && isListOfListed(variable, value),
  SequenceList: (variable, value) => isShortEnough(variable, value) && isListOfListed(variable, value),
};
