import type { IdTokenType } from "@stationmaster/ocpp";

/** How a driver says who they are, and the token that a station makes of it. What the CSMS brings by a remote start is Central (C03, C05). */
export const ways = {
  /** C01. */
  card: (uid: string) => ({ idToken: uid, type: "ISO14443" }),
  tag: (uid: string) => ({ idToken: uid, type: "ISO15693" }),
  /** C02: whoever presses it need not say. */
  button: () => ({ idToken: "", type: "NoAuthorization" }),
  /** C04. */
  pin: (pin: string) => ({ idToken: pin, type: "KeyCode" }),
  /** C06: a parking ticket, and whatever else the place itself hands out. */
  ticket: (number: string) => ({ idToken: number, type: "Local" }),
  /** C07 without certificates. */
  contract: (emaid: string) => ({ idToken: emaid, type: "eMAID" }),
  /** By the address of its own controller. */
  car: (mac: string) => ({ idToken: mac, type: "MacAddress" }),
} satisfies Record<string, (text: string) => IdTokenType>;
export type Way = keyof typeof ways;
