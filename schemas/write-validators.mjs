import { fileURLToPath } from "node:url";
import { _, Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import dateTime from "./date-time.cjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = "https://stationmaster.example/ocpp201";

/** One validator per message, bundled so that nothing is required at run time. */
export async function writeValidators({ messages, definitions }, outfile) {
  const ajv = new Ajv({
    strict: true,
    strictTypes: false,
    code: { source: true, esm: true, formats: _`require("./date-time.cjs")` },
    formats: dateTime,
  });
  ajv.addSchema({ $id: root, definitions: Object.fromEntries([...definitions, ...named(messages)]) });

  const references = Object.fromEntries([...messages.keys()].map((name) => [name, `${root}#/definitions/${name}`]));
  const code = standaloneCode.default(ajv, references);
  const index = `import * as messages from "validators";
export const validators = { ...messages };
export const objectShapes = ${JSON.stringify(objectShapes(messages, definitions))};`;

  await build({
    stdin: { contents: index, resolveDir: here },
    outfile,
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "node20",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    plugins: [{ name: "validators", setup: (it) => generated(it, code) }],
  });
}

const named = (messages) => [...messages].map(([name, { message }]) => [name, message]);

function generated(bundler, code) {
  bundler.onResolve({ filter: /^validators$/ }, () => ({ path: "validators", namespace: "generated" }));
  bundler.onLoad({ filter: /.*/, namespace: "generated" }, () => ({ contents: code, resolveDir: here }));
}

/**
 * Which properties an object knows, and which of them are objects (or lists of objects) in turn. Enough to take away
 * what a tolerant receiver ignores. An object that may carry anything, as customData, has no shape.
 */
function objectShapes(messages, definitions) {
  const shapes = {};
  for (const [name, schema] of [...named(messages), ...definitions]) {
    if (schema.type !== "object" || schema.additionalProperties !== false) continue;
    const properties = Object.entries(schema.properties ?? {});
    shapes[name] = Object.fromEntries(properties.map(([property, value]) => [property, referred(value, definitions)]));
  }
  return shapes;
}

function referred(schema, definitions) {
  const reference = (schema.type === "array" ? schema.items : schema).$ref;
  const type = reference?.slice("#/definitions/".length);
  return type && definitions.get(type).additionalProperties === false ? type : "";
}
