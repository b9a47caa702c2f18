import type { AuthorizationRule, Facts } from "./decide";

const said: Record<AuthorizationRule, (facts: Facts) => string> = {
  "start-button": () => "No card is needed here.",
  "remote-start": () => "A remote start brought this token to the station.",
  unknown: () => "Nobody keeps a card with this number and type.",
  "unknown-pin": () => "Nobody has this PIN.",
  "too-many-pins": () => "Too many wrong PINs were tried here; the keypad has to wait.",
  lost: ({ at }) => `The card was said to be lost at ${at}.`,
  blocked: () => "The card is blocked.",
  expired: ({ at }) => (at ? `The card expired at ${at}.` : "The card was set to Expired."),
  invalid: () => "The card was set to Invalid.",
  "no-credit": () => "The card has no credit.",
  "set-by-operator": ({ status }) => `The card was set to ${status}.`,
  "master-pass": () => "A master pass stops sessions and begins none.",
  "unreadable-limits": () => "The card's limits cannot be read.",
  "not-at-this-location": () => "The card is not good at this station or EVSE.",
  "not-allowed-type-evse": ({ types }) => `The card is good at these plugs only: ${types}.`,
  "not-at-this-time": ({ at, timeZone }) => `The card is not good at ${at}, by the clock of ${timeZone}.`,
  held: () => "Every EVSE is held by a session whose card was refused, until its cable is pulled.",
  concurrent: ({ running, most }) => `The card is in ${running} sessions, and may be in ${most}.`,
  accepted: () => "Nothing stands against it.",
};

/** A rule and its facts in a sentence. */
export const inWords = (rule: AuthorizationRule, facts: Facts | null): string => said[rule](facts ?? {});
