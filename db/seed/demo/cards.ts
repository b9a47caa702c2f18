import type { TokenLimits } from "@stationmaster/domain/authorization";
import { between, randomOf } from "./random";
import type { DemoTenant } from "./tenants";

export type Card = {
  idToken: string;
  type: "ISO14443" | "eMAID" | "KeyCode";
  status: "Accepted" | "Blocked" | "Expired" | "NoCredit";
  driver: string | null;
  group?: string;
  isLost?: boolean;
  isMasterPass?: boolean;
  atOnce?: number;
  message?: string;
  /** Sites by their names. */
  limits?: Omit<TokenLimits, "siteIds"> & { sites?: string[] };
};

/** Good anywhere, at any time, in any number of sessions: what the past and the street can be told with. */
export const isPlain = ({ status, type, limits, isMasterPass, atOnce }: Card): boolean =>
  status === "Accepted" && type !== "KeyCode" && !limits && !isMasterPass && !atOnce;

/** Each driver has a card and a contract, two of a company's cards are nobody's in particular, and three are good for nothing. */
export function cardsOf(tenant: DemoTenant): Card[] {
  const { slug, drivers, provider } = tenant;
  const random = randomOf(`${slug} cards`);
  const uid = () => Array.from({ length: 7 }, (_, at) => (at === 0 ? "04" : hex(between(random, 0, 256)))).join("");
  const contract = () =>
    `${provider}-C${String(Math.floor(between(random, 1_000_000, 9_999_999)))}-${Math.floor(between(random, 0, 10))}`;
  const fleet = `${provider}-FLEET`;
  return [
    ...drivers.flatMap((driver): Card[] => [
      { idToken: uid(), type: "ISO14443", status: "Accepted", driver },
      { idToken: contract(), type: "eMAID", status: "Accepted", driver },
    ]),
    { idToken: uid(), type: "ISO14443", status: "Accepted", driver: null, group: fleet },
    { idToken: uid(), type: "ISO14443", status: "Accepted", driver: null, group: fleet },
    { idToken: uid(), type: "ISO14443", status: "Blocked", driver: drivers[1] ?? null, isLost: true },
    { idToken: uid(), type: "ISO14443", status: "Expired", driver: drivers[3] ?? null },
    { idToken: contract(), type: "eMAID", status: "NoCredit", driver: drivers[5] ?? null },
    ...limitedCards(tenant, uid, contract),
  ];
}

/** One for each way to limit a card. */
function limitedCards({ drivers, provider, sites, timeZone }: DemoTenant, uid: () => string, contract: () => string) {
  const fleet = `${provider}-FLEET`;
  const good = { type: "ISO14443", status: "Accepted" } as const;
  const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri"] as const;
  const nights = { days: [...weekdays], from: "20:00", to: "06:00" };
  return [
    { ...good, idToken: uid(), driver: drivers[0] ?? null, limits: { sites: [sites[0]!.name] } },
    { ...good, idToken: contract(), type: "eMAID", driver: drivers[2] ?? null, limits: { connectorTypes: ["cCCS2"] } },
    { ...good, idToken: uid(), driver: null, group: fleet, limits: { times: [nights], timeZone } },
    { ...good, idToken: uid(), driver: drivers[4] ?? null, atOnce: 1, message: "One car at a time" },
    { ...good, idToken: uid(), driver: null, group: `${provider}-SERVICE`, isMasterPass: true },
    { ...good, idToken: "271828", type: "KeyCode", driver: drivers[6] ?? null },
  ] satisfies Card[];
}

const hex = (number: number) => Math.floor(number).toString(16).toUpperCase().padStart(2, "0");
