import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readSchemas } from "./read-schemas.mjs";
import { writeJson } from "./write-json.mjs";
import { writeTypes } from "./write-types.mjs";
import { writeValidators } from "./write-validators.mjs";

const dist = fileURLToPath(new URL("./dist", import.meta.url));
mkdirSync(dist, { recursive: true });

const schemas = readSchemas();
await writeValidators(schemas, `${dist}/index.js`);
await writeTypes(schemas, `${dist}/index.d.ts`);
writeJson(schemas, dist);
console.log(`${schemas.messages.size} messages, ${schemas.definitions.size} shared definitions`);
