import type { Res } from "@stationmaster/ocpp";

export type IdTokenInfo = Res<"Authorize">["idTokenInfo"];
type Status = IdTokenInfo["status"];

/** What is known of a token, from whichever statement looked it up. */
export type KnownToken = {
  status: string;
  groupIdToken: string | null;
  language: string | null;
  personalMessage: string | null;
  expiresAt: Date | null;
  maxConcurrentTransactions: number | null;
};

/**
 * One decision for Authorize and TransactionEvent (C01, C02, C04, C09): the same answer for the same token.
 * `running` counts the other transactions that hold one of the token's places now.
 */
export function decide(type: string, token: KnownToken | null, running: number, now: Date): IdTokenInfo {
  if (type === "NoAuthorization") return { status: "Accepted" };
  // C04.FR.01: a PIN that is not valid here is Invalid; any other token we never heard of is Unknown.
  if (!token) return { status: type === "KeyCode" ? "Invalid" : "Unknown" };
  return {
    status: statusOf(token, running, now),
    ...(token.groupIdToken ? { groupIdToken: { idToken: token.groupIdToken, type: "Central" as const } } : {}),
    ...(token.expiresAt ? { cacheExpiryDateTime: token.expiresAt.toISOString() } : {}),
    ...(token.language ? { language1: token.language } : {}),
    ...(token.personalMessage ? { personalMessage: messageOf(token.personalMessage, token.language) } : {}),
  };
}

/** To show the driver, whatever the status is. */
const messageOf = (content: string, language: string | null): NonNullable<IdTokenInfo["personalMessage"]> => ({
  format: "UTF8",
  ...(language ? { language } : {}),
  content,
});

function statusOf(token: KnownToken, running: number, now: Date): Status {
  // Tokens are stored with a status of OCPP's list only.
  if (token.status !== "Accepted") return token.status as Status;
  if (token.expiresAt && token.expiresAt <= now) return "Expired";
  if (token.maxConcurrentTransactions !== null && running >= token.maxConcurrentTransactions) return "ConcurrentTx";
  return "Accepted";
}
