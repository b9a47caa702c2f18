import { Refusal } from "./refusal";

export const subprotocol = "ocpp2.0.1";

/** Refuses before the upgrade what does not offer ours; TC_B_58 wants no WebSocket at all then. */
export function requireSubprotocol(header: string | undefined): void {
  const offered = (header ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  if (offered.includes(subprotocol)) return;
  throw new Refusal(400, `${complaint(offered)} Offer ${subprotocol} in Sec-WebSocket-Protocol.`);
}

function complaint(offered: string[]): string {
  if (offered.length === 0) return "No WebSocket subprotocol was offered.";
  if (offered.includes("ocpp2.0"))
    return "ocpp2.0 was withdrawn and replaced by OCPP 2.0.1, which is not compatible with it.";
  const names = offered.filter((name) => /^[\w.+-]{1,40}$/.test(name)).slice(0, 5);
  return `This server does not speak ${names.length > 0 ? names.join(", ") : "what was offered"}.`;
}
