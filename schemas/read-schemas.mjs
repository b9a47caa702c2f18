import { createRequire } from "node:module";
import { applyErrata } from "./errata.mjs";

const require = createRequire(import.meta.url);
const officialFiles = require("ocpp-rpc/lib/schemas/ocpp2_0_1.json");

/**
 * The 128 messages by name, and the definitions they share. The official files repeat each definition in every message;
 * the copies differ in their descriptions only, which is checked here, so one of each is enough.
 */
export function readSchemas() {
  const messages = new Map();
  const definitions = new Map();
  for (const delivered of officialFiles) {
    const name = messageName(delivered.$id);
    const { definitions: own = {}, ...message } = applyErrata(name, delivered);
    messages.set(name, { message, uses: Object.keys(own) });
    for (const [type, schema] of Object.entries(own))
      definitions.set(type, theSame(type, definitions.get(type), schema));
  }
  return { messages: sorted(messages), definitions: sorted(definitions) };
}

/** "urn:Heartbeat.req" is HeartbeatRequest, "urn:Heartbeat.conf" HeartbeatResponse. */
function messageName(id) {
  const match = /^urn:(\w+)\.(req|conf)$/.exec(id);
  if (!match) throw new Error(`a schema has the unexpected id ${id}`);
  return `${match[1]}${match[2] === "req" ? "Request" : "Response"}`;
}

function theSame(type, known, schema) {
  if (!known) return schema;
  if (withoutDescriptions(known) !== withoutDescriptions(schema)) throw new Error(`${type} is defined in two ways`);
  return (schema.description ?? "").length > (known.description ?? "").length ? schema : known;
}

const withoutDescriptions = (schema) =>
  JSON.stringify(schema, (key, value) => (key === "description" && typeof value === "string" ? undefined : value));

const sorted = (map) => new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
