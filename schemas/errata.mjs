// What we change in the schemas as npm delivers them, and why. Nothing else is touched.

/** Values that differ from the text of OCPP 2.0.1 Edition 2 and its errata. */
const corrections = {
  // The errata of 2.0.1 bound exiResponse as exiRequest is bound; the package still has 7500.
  Get15118EVCertificateResponse: (schema) => {
    schema.properties.exiResponse.maxLength = 5600;
  },
};

// Part 2 defines `integer` as 32 bit signed. JSON Schema knows no such width, so 1e300 would pass.
const int32 = { minimum: -2147483648, maximum: 2147483647 };

export function applyErrata(name, schema) {
  corrections[name]?.(schema);
  return amend(schema);
}

function amend(node) {
  if (Array.isArray(node)) return node.map(amend);
  if (node === null || typeof node !== "object") return node;
  const result = {};
  for (const [key, value] of Object.entries(node)) {
    // Noise of the official generator: these keywords say nothing about a string, or about a list of one type.
    if (key === "additionalProperties" && node.type !== "object") continue;
    if (key === "additionalItems" && !Array.isArray(node.items)) continue;
    if (key === "javaType" || key === "$schema" || key === "$id") continue;
    if (key === "description" && typeof value === "string") {
      result.description = plain(value);
      continue;
    }
    // The properties of an object are named by the message, so none of them is a keyword.
    result[key] = key === "properties" || key === "definitions" ? amendEach(value) : amend(value);
  }
  return node.type === "integer" ? { ...int32, ...result } : result;
}

const amendEach = (named) => Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, amend(schema)]));

/** Without the paths of the data dictionary, the cross-references of the manual and its line breaks. */
const plain = (description) =>
  description
    .replace(/^[\s\S]*?urn:x-(?:oca:ocpp|enexis:ecdm):uid:[\d:]+/, "")
    .replace(/&lt;&lt;[^,]*,\s*(.*?)&gt;&gt;/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
