import { type Variable, variable } from "./variable";

const perModule = 100;

/** What makers add of their own: modules with a hundred parameters each. */
export const makersVariables = (count: number): Variable[] =>
  Array.from({ length: count }, (_, index) => {
    const { component, ...rest } = variable(`Module.Parameter[P${index % perModule}]`, "integer", String(index), {
      unit: "V",
      minLimit: 0,
      maxLimit: 1_000_000,
      supportsMonitoring: true,
    });
    return { ...rest, component: { ...component, instance: `M${Math.floor(index / perModule)}` } };
  });
