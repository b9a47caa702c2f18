import { isUtf8 } from "node:buffer";
import { Refusal } from "./refusal";

const challenge = { "www-authenticate": 'Basic realm="OCPP", charset="UTF-8"' };

export const unauthorized = (reason: string) => new Refusal(401, reason, challenge);

/** The password of HTTP Basic authentication; the user must be the station of the URL (A00.FR.204). */
export function basicPassword(authorization: string | undefined, identity: string): string {
  if (authorization === undefined) throw unauthorized("This server asks for HTTP Basic authentication.");
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+) *$/i.exec(authorization)?.[1];
  if (!encoded) throw unauthorized("The Authorization header is not HTTP Basic.");
  const bytes = Buffer.from(encoded, "base64");
  const text = isUtf8(bytes) ? bytes.toString() : "";
  // The first colon ends the user name: an identity has none, a password may (A00.FR.205).
  const colon = text.indexOf(":");
  if (colon < 0) throw unauthorized("The Authorization header holds no user and password.");
  if (text.slice(0, colon).toLowerCase() !== identity.toLowerCase())
    throw unauthorized("The user name must be the station identity of the URL.");
  return text.slice(colon + 1);
}
