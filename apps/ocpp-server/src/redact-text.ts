import { redacted } from "@stationmaster/domain";

const rawLength = 2_000;
const secretInText =
  /("(?:[^"\\]*(?:password|passphrase|secret)[^"\\]*|simPin|pin|psk|key|attributeValue|actualValue|idToken)"\s*:\s*)"(?:[^"\\]|\\.)*("|$)/gi;

/** The beginning of a text that is no frame, with whatever looks like a secret taken out; what it is cannot be known. */
export function redactText(text: string): string {
  // Redacted before it is cut, so that no secret is cut in two and missed; a bound on both keeps a mebibyte cheap.
  const clean = text.slice(0, rawLength * 4).replace(secretInText, `$1"${redacted}"`);
  // Postgres holds neither U+0000 nor half of a surrogate pair.
  return Buffer.from(clean.slice(0, rawLength).replaceAll("\0", "\ufffd")).toString();
}
