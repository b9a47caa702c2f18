import type { Res } from "@stationmaster/ocpp";
import type { Context } from "../../kernel";
import { readVariables, variableKey } from "../provisioning";
import { exact, rounded, trimmed } from "./exact";
import { digitsOf, grossOf } from "./price";
import type { TariffRates } from "./tariff";
import { tariffAtStation } from "./tariff-at-station";

export type PersonalMessage = NonNullable<Res<"Authorize">["idTokenInfo"]["personalMessage"]>;

/** What is kept with a card that bears on what its holder reads. */
export type Reader = { tariffKey: string | null; personalMessage: string | null; language: string | null };

const longest = 512;

/** I01: what a driver is told at the station: the operator's own words to this card, else the price. Only where the station can show it (I01.FR.02). */
export async function tariffMessage(
  ctx: Context,
  stationId: string,
  { tariffKey, personalMessage, language }: Reader,
): Promise<PersonalMessage | undefined> {
  if (!canShow(await readVariables(ctx, stationId, showingVariables))) return undefined;
  if (personalMessage)
    return { format: "UTF8", content: personalMessage.slice(0, longest), ...(language ? { language } : {}) };
  const holding = await tariffAtStation(ctx, stationId, tariffKey);
  return holding && tariffText(holding.tariff, language);
}

/** The price in words, in the reader's language where we speak it. */
export function tariffText(tariff: TariffRates, language: string | null): PersonalMessage {
  const spoken = languageOf(language);
  return { format: "UTF8", language: spoken, content: textOf(tariff, spoken).slice(0, longest) };
}

const keysOf = {
  tariff: (name: string) => variableKey({ name: "TariffCostCtrlr" }, { name, instance: "Tariff" }),
  display: (name: string) => variableKey({ name: "DisplayMessageCtrlr" }, { name }),
};

/** The variables in which a station says that it can show a text. */
export const showingVariables = Object.values(keysOf).flatMap((key) => [key("Available"), key("Enabled")]);

/** Whether, by these variables, a station can show a price: it has the means, and they are not switched off. */
export function canShow(told: Map<string, string>): boolean {
  const is = (key: string, value: string) => told.get(key)?.toLowerCase() === value;
  return Object.values(keysOf).some(
    (key) => (is(key("Available"), "true") || is(key("Enabled"), "true")) && !is(key("Enabled"), "false"),
  );
}

type Words = {
  energy(price: string): string;
  time(price: string): string;
  session(price: string): string;
  free: string;
  tax: string;
};

const words = {
  en: {
    energy: (p) => `${p} per kWh`,
    time: (p) => `${p} per hour`,
    session: (p) => `${p} per session`,
    free: "Free of charge",
    tax: "tax included",
  },
  de: {
    energy: (p) => `${p} pro kWh`,
    time: (p) => `${p} pro Stunde`,
    session: (p) => `${p} pro Ladevorgang`,
    free: "Kostenlos",
    tax: "inkl. Steuer",
  },
  fr: {
    energy: (p) => `${p} par kWh`,
    time: (p) => `${p} par heure`,
    session: (p) => `${p} par session`,
    free: "Gratuit",
    tax: "taxes comprises",
  },
  nl: {
    energy: (p) => `${p} per kWh`,
    time: (p) => `${p} per uur`,
    session: (p) => `${p} per sessie`,
    free: "Gratis",
    tax: "incl. belasting",
  },
  es: {
    energy: (p) => `${p} por kWh`,
    time: (p) => `${p} por hora`,
    session: (p) => `${p} por sesión`,
    free: "Gratis",
    tax: "impuestos incluidos",
  },
} satisfies Record<string, Words>;

type Language = keyof typeof words;

const languageOf = (language: string | null): Language => {
  const spoken = language?.slice(0, 2).toLowerCase() ?? "en";
  return Object.hasOwn(words, spoken) ? (spoken as Language) : "en";
};

/** Prices as a driver pays them: tax included. */
function textOf({ currency, energy, time, session, tax }: TariffRates, language: Language): string {
  const say: Words = words[language];
  const digits = digitsOf(currency);
  const price = (rate: string) => {
    const gross = exact(rounded(grossOf(rate, tax), 4));
    return `${trimmed(gross, digits)} ${currency}`;
  };
  const charged = (rate: string | null): rate is string => rate !== null && Number(rate) > 0;
  const parts = [
    ...(charged(energy) ? [say.energy(price(energy))] : []),
    ...(charged(time) ? [say.time(price(time))] : []),
    ...(charged(session) ? [say.session(price(session))] : []),
  ];
  if (parts.length === 0) return say.free;
  return `${parts.join(" + ")}${charged(tax) ? `, ${say.tax}` : ""}`;
}
