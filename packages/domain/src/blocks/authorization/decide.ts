import type { Res } from "@stationmaster/ocpp";
import { readLimits, type TokenLimits } from "./limits";
import { allowedEvses, type Place } from "./place";
import { windowBegin, windowEnd } from "./weekly-times";

export type IdTokenInfo = Res<"Authorize">["idTokenInfo"];
type Status = IdTokenInfo["status"];

/** What is known of a token, from whichever statement looked it up. */
export type KnownToken = {
  status: string;
  groupIdToken: string | null;
  masterPass: boolean;
  language: string | null;
  language2: string | null;
  personalMessage: string | null;
  expiresAt: Date | null;
  maxConcurrentTransactions: number | null;
  limits: unknown;
  lostAt: Date | null;
};

export type Asked = {
  type: string;
  token: KnownToken | null;
  now: Date;
  /** When it was tapped, where that is not now: offline. */
  usedAt?: Date;
  /** Other transactions that hold one of the token's places now. */
  running?: number;
  /** The station, where the token is limited. */
  place?: Place | null;
  evseId?: number | null;
  /** What it is asked for, where the message tells: Authorize does not. */
  purpose?: "start" | "stop" | null;
  /** A remote start of ours brought it to the station (C03). */
  isOfOurs?: boolean;
  /** Each EVSE of the station is held by a session whose card was refused, and which goes on (C01.FR.24). */
  isHeld?: boolean;
  /** PINs that were wrong at this station a moment ago (C04.FR.06). */
  wrongPins?: number;
};

/** Wrong PINs within this time that make a keypad wait. */
export const patience = { pins: 5, minutes: 5 };

export const authorizationRules = [
  "start-button",
  "remote-start",
  "unknown",
  "unknown-pin",
  "too-many-pins",
  "lost",
  "blocked",
  "expired",
  "invalid",
  "no-credit",
  "set-by-operator",
  "master-pass",
  "unreadable-limits",
  "not-at-this-location",
  "not-allowed-type-evse",
  "not-at-this-time",
  "held",
  "concurrent",
  "accepted",
] as const;
export type AuthorizationRule = (typeof authorizationRules)[number];

export type Facts = Record<string, string | number>;
export type Decision = { idTokenInfo: IdTokenInfo; rule: AuthorizationRule; facts: Facts | null };

/** `until`: when a station that keeps the answer has to forget it. */
type Verdict = { status: Status; facts?: Facts; evseId?: number[]; until?: Date | null };
/** A rule says nothing where it does not apply; the first that speaks decides. */
type Rule = readonly [AuthorizationRule, (token: KnownToken, asked: Asked, limits: TokenLimits) => Verdict | null];

/** In this order: who holds it, then where, then when, then how often. Who stops a session is not asked the last three. */
const rules: readonly Rule[] = [
  [
    "lost",
    ({ status, lostAt }) => (lostAt && status === "Blocked" ? said("Blocked", { at: lostAt.toISOString() }) : null),
  ],
  ["blocked", ({ status }) => (status === "Blocked" ? said("Blocked") : null)],
  ["expired", ({ status }) => (status === "Expired" ? said("Expired") : null)],
  ["invalid", ({ status }) => (status === "Invalid" ? said("Invalid") : null)],
  ["no-credit", ({ status }) => (status === "NoCredit" ? said("NoCredit") : null)],
  // Tokens are stored with a status of OCPP's list only.
  ["set-by-operator", ({ status }) => (status === "Accepted" ? null : said(status as Status, { status }))],
  [
    "expired",
    ({ expiresAt }, { now }) =>
      expiresAt && expiresAt <= now ? said("Expired", { at: expiresAt.toISOString() }) : null,
  ],
  // C16.FR.03: it stops sessions of others, and begins none.
  ["master-pass", ({ masterPass }, { purpose }) => (masterPass && purpose === "start" ? said("Invalid") : null)],
  ["unreadable-limits", ({ limits }) => (readLimits(limits) === "unreadable" ? said("Invalid") : null)],
  [
    "not-at-this-location",
    (_, asked, limits) => (reach(asked, limits) === "no-place" ? said("NotAtThisLocation") : null),
  ],
  [
    "not-allowed-type-evse",
    (_, asked, limits) =>
      reach(asked, limits) === "no-type"
        ? said("NotAllowedTypeEVSE", { types: (limits.connectorTypes ?? []).join(", ") })
        : null,
  ],
  [
    "not-at-this-time",
    (_, asked, limits) => {
      const timeZone = zoneOf(asked, limits);
      if (!limits.times || asked.purpose === "stop") return null;
      if (windowEnd(limits.times, momentOf(asked), timeZone) !== null) return null;
      const facts = { at: momentOf(asked).toISOString(), timeZone };
      // Told late of a tap offline, its hours may have come by now.
      const isOpen = windowEnd(limits.times, asked.now, timeZone) !== null;
      const until = isOpen ? asked.now : windowBegin(limits.times, asked.now, timeZone);
      return { ...said("NotAtThisTime", facts), until };
    },
  ],
  // C01.FR.24: it could only join what another's card has begun.
  [
    "held",
    ({ masterPass }, { isHeld, now }) => (isHeld && !masterPass ? { ...said("NotAtThisTime"), until: now } : null),
  ],
  [
    "concurrent",
    ({ maxConcurrentTransactions: most }, { running = 0, purpose, now }) =>
      most !== null && purpose !== "stop" && running >= most
        ? { ...said("ConcurrentTx", { running, most }), until: now }
        : null,
  ],
  [
    "accepted",
    ({ expiresAt }, asked, limits) => {
      const evseId = reach(asked, limits);
      const closes = limits.times ? windowEnd(limits.times, asked.now, zoneOf(asked, limits)) : null;
      return {
        status: "Accepted",
        ...(Array.isArray(evseId) && evseId.length > 0 ? { evseId } : {}),
        until: earlierOf(closes, expiresAt),
      };
    },
  ],
];

const said = (status: Status, facts?: Facts): Verdict => ({ status, ...(facts ? { facts } : {}) });

const reach = ({ place, evseId, purpose }: Asked, limits: TokenLimits) =>
  place && purpose !== "stop" ? allowedEvses(limits, place, evseId && evseId > 0 ? evseId : null) : "all";

const earlierOf = (a: Date | null, b: Date | null) => (a && b && b < a ? b : (a ?? b));

const momentOf = ({ now, usedAt }: Asked) => usedAt ?? now;

const zoneOf = ({ place }: Asked, limits: TokenLimits) => place?.timeZone ?? limits.timeZone ?? "UTC";

/** One decision for Authorize and TransactionEvent (C01, C02, C04, C09, C16): the same answer for the same token and place, and the rule that made it. */
export function decide(asked: Asked): Decision {
  const { type, token, isOfOurs = false, wrongPins = 0 } = asked;
  // Neither right nor wrong PINs are told apart then.
  if (type === "KeyCode" && wrongPins >= patience.pins)
    return { idTokenInfo: { status: "Invalid", ...cachedUntil(asked.now) }, rule: "too-many-pins", facts: null };
  if (type === "NoAuthorization") return plain("Accepted", "start-button");
  if (!token && isOfOurs) return plain("Accepted", "remote-start");
  // C04.FR.01: a PIN that is not valid here is Invalid; any other token we never heard of is Unknown.
  if (!token) return type === "KeyCode" ? plain("Invalid", "unknown-pin") : plain("Unknown", "unknown");
  const read = readLimits(token.limits);
  const limits = read === "unreadable" || read === null ? {} : read;
  for (const [rule, judge] of rules) {
    const verdict = judge(token, asked, limits);
    if (verdict) return { idTokenInfo: infoOf(token, verdict), rule, facts: verdict.facts ?? null };
  }
  throw new Error("The last rule always speaks.");
}

const plain = (status: Status, rule: AuthorizationRule): Decision => ({ idTokenInfo: { status }, rule, facts: null });

const cachedUntil = (until: Date) => ({ cacheExpiryDateTime: until.toISOString() });

function infoOf(token: KnownToken, { status, evseId, until }: Verdict): IdTokenInfo {
  const { groupIdToken, language, language2, personalMessage } = token;
  return {
    status,
    ...(evseId ? { evseId } : {}),
    ...(groupIdToken ? { groupIdToken: { idToken: groupIdToken, type: "Central" as const } } : {}),
    ...(until ? cachedUntil(until) : {}),
    ...(language ? { language1: language } : {}),
    // C01.FR.10, .11: a second language stands beside a first, and is another.
    ...(language && language2 && language2.toLowerCase() !== language.toLowerCase() ? { language2 } : {}),
    ...(personalMessage ? { personalMessage: messageOf(personalMessage, language) } : {}),
  };
}

/** To show the driver, whatever the status is. */
const messageOf = (content: string, language: string | null): NonNullable<IdTokenInfo["personalMessage"]> => ({
  format: "UTF8",
  ...(language ? { language } : {}),
  content,
});
