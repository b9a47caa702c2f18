import { objectShapes } from "@stationmaster/schemas";
import type { JsonObject } from "./frame";
import { pointer } from "./pointer";

/** A hostile payload may hold a hundred thousand of them; nobody reads further than this. */
const mostReported = 100;

const shapes = new Map(
  Object.entries(objectShapes).map(([name, properties]) => [name, new Map(Object.entries(properties))]),
);

/**
 * The payload without the properties its schema does not know, and their JSON pointers (the first hundred). What is
 * kept is shared with the original, which is never changed. customData may hold anything and is left as it is.
 */
export function stripUnknown(message: string, payload: JsonObject): { payload: JsonObject; unknown: string[] } {
  const unknown: string[] = [];
  return { payload: strip(payload, message, "", unknown) as JsonObject, unknown };
}

function strip(value: unknown, shapeName: string, path: string, unknown: string[]): unknown {
  const shape = shapes.get(shapeName);
  if (!shape || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => strip(item, shapeName, pointer(path, index), unknown));
  const known: JsonObject = {};
  for (const [key, child] of Object.entries(value)) {
    const at = pointer(path, key);
    const childShape = shape.get(key);
    if (childShape !== undefined) known[key] = strip(child, childShape, at, unknown);
    else if (unknown.length < mostReported) unknown.push(at);
  }
  return known;
}
