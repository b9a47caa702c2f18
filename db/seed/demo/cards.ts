import { between, randomOf } from "./random";
import type { DemoTenant } from "./tenants";

export type Card = {
  idToken: string;
  type: "ISO14443" | "eMAID";
  status: "Accepted" | "Blocked" | "Expired" | "NoCredit";
  driver: string | null;
};

/** Each driver has a card and a contract, two of a company's cards are nobody's in particular, and three are good for nothing. */
export function cardsOf({ slug, drivers, provider }: DemoTenant): Card[] {
  const random = randomOf(`${slug} cards`);
  const uid = () => Array.from({ length: 7 }, (_, at) => (at === 0 ? "04" : hex(between(random, 0, 256)))).join("");
  const contract = () =>
    `${provider}-C${String(Math.floor(between(random, 1_000_000, 9_999_999)))}-${Math.floor(between(random, 0, 10))}`;
  return [
    ...drivers.flatMap((driver): Card[] => [
      { idToken: uid(), type: "ISO14443", status: "Accepted", driver },
      { idToken: contract(), type: "eMAID", status: "Accepted", driver },
    ]),
    { idToken: uid(), type: "ISO14443", status: "Accepted", driver: null },
    { idToken: uid(), type: "ISO14443", status: "Accepted", driver: null },
    { idToken: uid(), type: "ISO14443", status: "Blocked", driver: drivers[1] ?? null },
    { idToken: uid(), type: "ISO14443", status: "Expired", driver: drivers[3] ?? null },
    { idToken: contract(), type: "eMAID", status: "NoCredit", driver: drivers[5] ?? null },
  ];
}

const hex = (number: number) => Math.floor(number).toString(16).toUpperCase().padStart(2, "0");
