import { writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

/** Each shared definition once, each message once, and maps by action that cost the type checker a look-up. */
export async function writeTypes({ messages, definitions }, outfile) {
  const all = Object.fromEntries([...definitions, ...[...messages].map(([name, { message }]) => [name, message])]);
  const types = await compile({ title: "OCPP201", type: "object", properties: {}, definitions: all }, "OCPP201", {
    bannerComment: "",
    format: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
    additionalProperties: false,
  });
  const actions = [...messages.keys()].filter((name) => name.endsWith("Request")).map((name) => name.slice(0, -7));
  const map = (name, side) => `export interface ${name} {\n${actions.map((a) => `${a}: ${a}${side};`).join("\n")}\n}`;
  const validators = [...messages.keys()].map((name) => `${name}: MessageValidator<${name}>;`);

  writeFileSync(
    outfile,
    `${withoutOrigins(types)}
${map("Requests", "Request")}
${map("Responses", "Response")}
export interface SchemaError {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}
export interface MessageValidator<T> {
  (data: unknown): data is T;
  errors?: SchemaError[] | null;
}
export interface Validators {
${validators.join("\n")}
}
export declare const validators: Validators;
/** For each closed object: its properties, each with the name of its own shape, or "". */
export declare const objectShapes: Record<string, Record<string, string>>;
`,
  );
}

/** Leaves out the empty root, and the remarks by which definition each type was found. */
const withoutOrigins = (types) =>
  types
    .replace(/^export interface OCPP201 \{\s*\}$/m, "")
    .replace(/^ \* This interface was referenced by .*\n \* via the `definition` .*\n/gm, "")
    .replace(/^\/\*\*\n \*\/\n/gm, "")
    .replace(/^ \* *\n \*\/\n/gm, " */\n");
