import type { JsonSchema } from "@stationmaster/schemas/json";

export type Path = (string | number)[];
export type Draft = Record<string, unknown>;

/** What a reference stands for, in the same document; a description beside the reference wins. */
export function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (!schema.$ref) return schema;
  const found = root.definitions?.[schema.$ref.replace("#/definitions/", "")];
  if (!found) throw new Error(`no definition ${schema.$ref}`);
  const target = resolve(found, root);
  return schema.description ? { ...target, description: schema.description } : target;
}

/** Properties in the order of the specification, the required first; customData is for raw JSON. */
export function fieldsOf(schema: JsonSchema): { name: string; schema: JsonSchema; required: boolean }[] {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {})
    .filter(([name]) => name !== "customData")
    .map(([name, property]) => ({ name, schema: property, required: required.has(name) }));
  return [...fields.filter((field) => field.required), ...fields.filter((field) => !field.required)];
}

/** An empty form: what must be there, with nothing chosen for the reader. */
export function emptyDraft(schema: JsonSchema, root: JsonSchema): unknown {
  const { type, minItems = 0, items } = resolve(schema, root);
  if (type === "object")
    return Object.fromEntries(
      fieldsOf(resolve(schema, root))
        .filter((field) => field.required)
        .map((field) => [field.name, emptyDraft(field.schema, root)]),
    );
  if (type === "array")
    return items ? Array.from({ length: Math.max(1, minItems) }, () => emptyDraft(items, root)) : [];
  if (type === "boolean") return false;
  return undefined;
}

/** The draft without what was left empty: optional means absent, never null or "". */
export function toPayload(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPayload).filter((item) => item !== undefined);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, inner]) => [key, toPayload(inner)] as const)
        .filter(([, inner]) => inner !== undefined),
    );
  return value === "" || value === null ? undefined : value;
}

/** Where something required is still empty, as JSON pointers. */
export function missingIn(schema: JsonSchema, root: JsonSchema, value: unknown, path: Path = []): string[] {
  const { type, items, minItems = 0 } = resolve(schema, root);
  if (type === "object") {
    const object = (value ?? {}) as Draft;
    return fieldsOf(resolve(schema, root)).flatMap((field) => {
      const inner = object[field.name];
      const here = [...path, field.name];
      if (inner === undefined || inner === "") return field.required ? [pointer(here)] : [];
      return missingIn(field.schema, root, inner, here);
    });
  }
  if (type === "array" && items) {
    const list = Array.isArray(value) ? value : [];
    if (list.length < minItems) return [pointer(path)];
    return list.flatMap((item, at) =>
      item === undefined || item === "" ? [pointer([...path, at])] : missingIn(items, root, item, [...path, at]),
    );
  }
  return [];
}

export const pointer = (path: Path) => path.map((part) => `/${part}`).join("");

/** The draft with one place changed; undefined takes the place away. */
export function put(value: unknown, path: Path, next: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return next;
  if (typeof head === "number") {
    const list = [...((value as unknown[] | undefined) ?? [])];
    if (rest.length === 0 && next === undefined) list.splice(head, 1);
    else list[head] = put(list[head], rest, next);
    return list;
  }
  const object = { ...((value as Draft | undefined) ?? {}) };
  if (rest.length === 0 && next === undefined) delete object[head];
  else object[head] = put(object[head], rest, next);
  return object;
}

/** The words of the specification, whose files write entities. */
export const plain = (text: string | undefined) =>
  text?.replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&amp;", "&").replaceAll(/\s+/g, " ").trim();
