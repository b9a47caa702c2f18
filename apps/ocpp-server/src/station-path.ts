import { Refusal } from "./refusal";

export type StationPath = { slug: string; identity: string };

const slugShape = /^[a-z0-9][a-z0-9-]{1,39}$/;
/** OCPP's identifierString without the colon, which ends the user name in Basic authentication. */
const identityShape = /^[a-zA-Z0-9*\-_=+|@.]+$/;
const longestIdentity = 48;

/** `/ocpp/{tenantSlug}/{stationIdentity}`, the identity percent-decoded exactly once. */
export function stationPath(url: string): StationPath {
  const [path = ""] = url.split(/[?#]/, 1);
  const segments = path.split("/");
  const [before, root, slug = "", encoded = ""] = segments;
  if (segments.length !== 4 || before !== "" || root !== "ocpp" || encoded === "")
    throw new Refusal(404, "Stations connect to /ocpp/{tenant}/{station identity}.");
  if (!slugShape.test(slug)) throw new Refusal(404, "There is no such tenant.");
  return { slug, identity: identityOf(encoded) };
}

function identityOf(encoded: string): string {
  const identity = decodeOnce(encoded);
  if (identity.length > longestIdentity)
    throw new Refusal(400, `A station identity has at most ${longestIdentity} characters.`);
  // Dots alone are legal in OCPP, but every proxy on the way reads them as folders.
  if (!identityShape.test(identity) || /^\.{1,2}$/.test(identity))
    throw new Refusal(400, "A station identity consists of letters, digits and * - _ = + | @ .");
  return identity;
}

function decodeOnce(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new Refusal(400, "The station identity is not correctly percent-encoded.");
  }
}
