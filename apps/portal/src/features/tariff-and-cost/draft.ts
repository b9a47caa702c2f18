import type { TariffDetail, TariffRates } from "./tariff";

export const amounts = ["energy", "time", "session"] as const;
export type Amount = (typeof amounts)[number];

/** What stands in the fields, as it was typed. */
export type Draft = Record<Amount | "tax" | "name" | "key", string> & { isDefault: boolean };

const emptyDraft: Draft = { name: "", key: "", energy: "", time: "", session: "", tax: "", isDefault: false };

/** The fields as they are before anybody types; decimals with the reader's own point. */
export function draftOf(tariff: TariffDetail | undefined, point: string): Draft {
  if (!tariff) return emptyDraft;
  const { name, key, isDefault } = tariff;
  const write = (value: string | null) => (value ?? "").replace(".", point);
  return {
    ...{ name, key, isDefault },
    ...{
      energy: write(tariff.energy),
      time: write(tariff.time),
      session: write(tariff.session),
      tax: write(tariff.tax),
    },
  };
}

export const pointOf = (locale: string): string =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === "decimal")?.value ?? ".";

/** A typed decimal as the server writes it, with a point or a comma; null: nothing was typed; undefined: it is none. */
export function readDecimal(text: string): string | null | undefined {
  const typed = text.trim().replace(",", ".");
  if (typed === "") return null;
  return /^\d{1,9}(\.\d{1,6})?$/.test(typed) ? typed : undefined;
}

export type Fault = "nameMissing" | "keyMissing" | "amount" | "tax";

export function faultsOf(draft: Draft): Partial<Record<keyof Draft, Fault>> {
  const faults: Partial<Record<keyof Draft, Fault>> = {};
  if (draft.name.trim() === "") faults.name = "nameMissing";
  if (!/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/.test(draft.key)) faults.key = "keyMissing";
  for (const field of amounts) if (readDecimal(draft[field]) === undefined) faults[field] = "amount";
  if (!isPercent(draft.tax)) faults.tax = "tax";
  return faults;
}

function isPercent(text: string): boolean {
  const percent = readDecimal(text);
  return percent === null || (percent !== undefined && /^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$/.test(percent));
}

/** The rates in the fields; undefined while one of them is none. */
export function ratesOf(draft: Draft, currency: string): TariffRates | undefined {
  const [energy, time, session, tax] = [draft.energy, draft.time, draft.session, draft.tax].map(readDecimal);
  if (energy === undefined || time === undefined || session === undefined || tax === undefined) return undefined;
  return isPercent(draft.tax) ? { currency, energy, time, session, tax } : undefined;
}

/** A short name from the name that people read: "Fast charging" is fast-charging. */
export const keyOf = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 64);
