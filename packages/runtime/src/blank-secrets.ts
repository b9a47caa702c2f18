const secretNames = /pass(word|phrase)|secret|authorization|cookie|token|api-?key|\bpin$|simPin|email|phone/i;
const deepest = 6;
const blanked = "[redacted]";

/** A copy without what nobody may read in a log: keys, passwords, cards (who holds one can charge), addresses of people. */
export function blankSecrets(facts: Record<string, unknown>, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, blank(value, secretNames.test(name), depth)]),
  );
}

function blank(value: unknown, isSecret: boolean, depth: number): unknown {
  if (typeof value === "string") return isSecret ? blanked : value;
  if (typeof value !== "object" || value === null) return value;
  if (depth === deepest) return "[deeper]";
  if (Array.isArray(value)) return value.map((one) => blank(one, isSecret, depth + 1));
  // An Error or a Date says itself how it is written.
  return isPlain(value) ? blankSecrets(value, depth + 1) : value;
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
