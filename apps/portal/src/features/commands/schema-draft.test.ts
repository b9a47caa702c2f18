import { validateRequest } from "@stationmaster/ocpp";
import { type JsonSchema, requestSchemas } from "@stationmaster/schemas/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { firstDraft } from "./first-draft";
import { listCommands } from "./list-commands";
import { emptyDraft, fieldsOf, missingIn, put, resolve, toPayload } from "./schema-draft";

const commands = listCommands().map(({ action }) => action);
const schemaOf = (action: string) => (requestSchemas as Record<string, JsonSchema>)[action] as JsonSchema;

test("all 40 commands have a form", () => {
  expect(commands).toHaveLength(40);
  for (const action of commands) expect(firstDraft(action, schemaOf(action), undefined)).toBeTypeOf("object");
});

/** What a patient reader would fill in: every required place, with any value of its type. */
function fill(schema: JsonSchema, root: JsonSchema): unknown {
  const target = resolve(schema, root);
  if (target.enum) return target.enum[0];
  if (target.type === "object")
    return Object.fromEntries(
      fieldsOf(target)
        .filter((field) => field.required)
        .map((field) => [field.name, fill(field.schema, root)]),
    );
  if (target.type === "array")
    return Array.from({ length: Math.max(1, target.minItems ?? 1) }, () => fill(target.items as JsonSchema, root));
  if (target.type === "boolean") return false;
  if (target.type === "integer" || target.type === "number") return Math.max(0, target.minimum ?? 0);
  return target.format === "date-time" ? "2026-11-21T05:00:00Z" : "x";
}

test.each(commands)("%s: a form without empty places is a valid request", (action) => {
  const schema = schemaOf(action);
  const filled = fill(schema, schema);
  expect(missingIn(schema, schema, filled)).toEqual([]);
  expect(() =>
    validateRequest(action as "Reset", toPayload(filled) as never, { unknownProperties: "refuse" }),
  ).not.toThrow();
});

test("an empty form names the places that are needed", () => {
  const schema = schemaOf("SetVariables");
  expect(missingIn(schema, schema, emptyDraft(schema, schema))).toEqual([
    "/setVariableData/0/attributeValue",
    "/setVariableData/0/component/name",
    "/setVariableData/0/variable/name",
  ]);
});

test("what was left empty is absent from the payload", () => {
  expect(toPayload({ a: "", b: { c: undefined, d: 0 }, e: ["x", "", undefined], f: false })).toEqual({
    b: { d: 0 },
    e: ["x"],
    f: false,
  });
});

test("put changes one place and leaves the draft it was given alone", () => {
  const name = fc.constantFrom("a", "b", "c");
  const path = fc
    .tuple(name, fc.array(fc.oneof(name, fc.nat({ max: 3 })), { maxLength: 3 }))
    .map(([first, rest]) => [first, ...rest]);
  fc.assert(
    fc.property(path, fc.integer(), (at, value) => {
      const before = {};
      const after = put(before, at, value);
      const read = at.reduce<unknown>((inner, part) => (inner as Record<string | number, unknown>)[part], after);
      expect(read).toBe(value);
      expect(before).toEqual({});
    }),
  );
  expect(put({ list: [1, 2, 3] }, ["list", 1], undefined)).toEqual({ list: [1, 3] });
  expect(put({ a: 1, b: 2 }, ["a"], undefined)).toEqual({ b: 2 });
});
