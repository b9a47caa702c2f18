// Postgres can hold neither U+0000 nor half of a surrogate pair, in text or in jsonb, and neither is a character of
// UTF-8. JSON can smuggle both in as escapes, so they are refused at the door instead of failing in some insert.
const suspicious = /\\u(?:0000|[dD][89a-fA-F])|[\uD800-\uDFFF]/;
const halfPair = /\p{Surrogate}/u;

export const isStorable = (text: string) => !text.includes("\0") && !halfPair.test(text);

/** Costs one search of the raw text; only what looks suspicious is walked through. */
export function refuseUnstorableText(raw: string, parsed: unknown, refuse: (why: string) => Error): void {
  if (suspicious.test(raw) && holdsUnstorable(parsed)) throw refuse("a string holds what is not a character of UTF-8");
}

function holdsUnstorable(value: unknown): boolean {
  if (typeof value === "string") return !isStorable(value);
  if (Array.isArray(value)) return value.some(holdsUnstorable);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, child]) => !isStorable(key) || holdsUnstorable(child));
}
