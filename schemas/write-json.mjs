import { writeFileSync } from "node:fs";

/** The schemas themselves, each complete on its own: for forms and for the description of the HTTP API. */
export function writeJson({ messages, definitions }, directory) {
  const lines = ["const definitions = {"];
  for (const [name, schema] of definitions) lines.push(`${name}: ${JSON.stringify(schema)},`);
  lines.push("};", "const pick = (...names) => Object.fromEntries(names.map((name) => [name, definitions[name]]));");
  lines.push(...table("requestSchemas", "Request", messages), ...table("responseSchemas", "Response", messages), "");
  writeFileSync(`${directory}/json.js`, lines.join("\n"));
  writeFileSync(`${directory}/json.d.ts`, declaration);
}

function table(exported, side, messages) {
  const entries = [...messages]
    .filter(([name]) => name.endsWith(side))
    .map(([name, { message, uses }]) => {
      const head = { $schema: "http://json-schema.org/draft-07/schema#", $id: `urn:ocpp:${name}`, title: name };
      const body = JSON.stringify({ ...head, ...message }).slice(0, -1);
      return `${name.slice(0, -side.length)}: ${body},"definitions":pick(${uses.map((use) => `"${use}"`).join(",")})},`;
    });
  return [`export const ${exported} = {`, ...entries, "};"];
}

const declaration = `import type { Requests } from "./index";
export interface JsonSchema {
  $schema?: string;
  $id?: string;
  $ref?: string;
  title?: string;
  description?: string;
  type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean;
  definitions?: Record<string, JsonSchema>;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  enum?: string[];
  default?: unknown;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  format?: "date-time";
}
export declare const requestSchemas: Record<keyof Requests, JsonSchema>;
export declare const responseSchemas: Record<keyof Requests, JsonSchema>;
`;
