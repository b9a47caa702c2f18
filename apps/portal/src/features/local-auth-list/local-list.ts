export const cardTypes = ["ISO14443", "ISO15693", "eMAID", "KeyCode", "Local", "MacAddress"] as const;
export type CardType = (typeof cardTypes)[number];

/** OCPP's words for what a card may. */
export const cardStatuses = [
  "Accepted",
  "Blocked",
  "Expired",
  "Invalid",
  "NoCredit",
  "NotAllowedTypeEVSE",
  "NotAtThisLocation",
  "NotAtThisTime",
  "ConcurrentTx",
  "Unknown",
] as const;
export type CardStatus = (typeof cardStatuses)[number];

export const standings = ["add", "change", "remove", "held"] as const;
export type Standing = (typeof standings)[number];

type Info = {
  status: string;
  cacheExpiryDateTime?: string | undefined;
  groupIdToken?: { idToken: string } | undefined;
  language1?: string | undefined;
};

export type Entry = {
  idToken: string;
  type: string;
  standing: Standing;
  /** Null where it follows its card. */
  status: string | null;
  groupIdToken: string | null;
  expiresAt: Date | null;
  wanted: Info | null;
  held: Info | null;
};

/** As it is given to be put on a list. */
export type NewEntry = {
  idToken: string;
  type: CardType;
  status?: CardStatus | undefined;
  groupIdToken?: string | undefined;
  expiresAt?: Date | undefined;
};

/** What is shown of how a list stands. */
export type ListStatus = {
  state: "none" | "in-step" | "checking" | "sending" | "waiting" | "failing" | "withdrawn" | "replaced";
  desiredVersion: number;
  stationVersion: number | null;
  stationVersionAt: Date | null;
  pending: number;
  entryCount: number;
  counts: Record<Standing, number>;
  status: string | null;
  reason: string | null;
  nextTryAt: Date | null;
  limits: { entries: number | null; isAvailable: boolean; isEnabled: boolean };
};

export type Update = {
  id: string;
  commandId: string;
  version: number;
  updateType: "Full" | "Differential";
  entries: number;
  part: number;
  parts: number;
  why: string;
  requestedBy: string | null;
  createdAt: Date;
  status: string | null;
  reason: string | null;
  settledAt: Date | null;
};

export const entryKey = ({ type, idToken }: { type: string; idToken: string }) => `${type} ${idToken.toLowerCase()}`;

/** C04.FR.04: a KeyCode is a PIN, and is not shown to whoever looks over a shoulder. */
export const shownToken = ({ type, idToken }: { type: string; idToken: string }) =>
  type === "KeyCode" ? "••••" : idToken;

/** What an update came to when the station did not take it, and why one is sent: as far as there are words for it. */
const troubles = ["Failed", "VersionMismatch", "silent", "refused", "expired", "cancelled", "TooLarge"] as const;
const reasons = ["edited", "card-changed", "customer-cleared", "lost", "mismatch", "failed", "asked", "raw"] as const;
export const troubleOf = (status: string | null) => troubles.find((one) => one === status);
export const reasonOf = (why: string) => reasons.find((one) => one === why);

export const isType = (text: string): text is CardType => (cardTypes as readonly string[]).includes(text);
export const isStatus = (text: string): text is CardStatus => (cardStatuses as readonly string[]).includes(text);
