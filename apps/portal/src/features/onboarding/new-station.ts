/** Connector types most stations have, in OCPP's words. */
export const connectorTypes = [
  "cType2",
  "sType2",
  "cCCS2",
  "cCCS1",
  "cG105",
  "cType1",
  "cTesla",
  "sCEE-7-7",
  "Undetermined",
] as const;

export type NewEvse = { connectors: string[] };
export type NewStation = { identity: string; siteId: string | undefined; evses: NewEvse[] };

export type IdentityFault = "empty" | "long" | "colon" | "characters";

/** OCPP's identifierString, at most 48, without the colon that Basic authentication would cut at. */
export function faultOfIdentity(identity: string): IdentityFault | undefined {
  if (identity === "") return "empty";
  if (identity.length > 48) return "long";
  if (identity.includes(":")) return "colon";
  if (!/^[A-Za-z0-9*\-_=+|@.]+$/.test(identity)) return "characters";
  return undefined;
}

/** As the server takes it: EVSEs and connectors are numbered from one. */
export function toInput({ identity, siteId, evses }: NewStation) {
  return {
    identity,
    ...(siteId ? { siteId } : {}),
    ...(evses.length > 0
      ? {
          evses: evses.map((evse, at) => ({
            id: at + 1,
            connectors: evse.connectors.map((type, n) => ({ id: n + 1, type })),
          })),
        }
      : {}),
  };
}
