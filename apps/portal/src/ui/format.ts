import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useNow } from "./now";

/** What a number is that we do not have. */
export const unknownNumber = "?";
export const noNumber = "–";

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(locale: string, decimals: number): Intl.NumberFormat {
  const key = `n ${locale} ${decimals}`;
  const known =
    cache.get(key) ??
    new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  cache.set(key, known);
  return known as Intl.NumberFormat;
}

function dates(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d ${locale} ${JSON.stringify(options)}`;
  const known = cache.get(key) ?? new Intl.DateTimeFormat(locale, options);
  cache.set(key, known);
  return known as Intl.DateTimeFormat;
}

export type Format = ReturnType<typeof formatter>;

export function formatter(locale: string) {
  const clockOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return {
    number: (value: number, decimals = 0) => numbers(locale, decimals).format(value),
    /** Energy in kWh: three decimals for one session, one in lists. */
    kWh: (wh: number | null, decimals = 1) =>
      wh === null ? unknownNumber : numbers(locale, decimals).format(wh / 1000),
    kW: (w: number | null, decimals = 1) => (w === null ? unknownNumber : numbers(locale, decimals).format(w / 1000)),
    percent: (value: number | null) => (value === null ? unknownNumber : numbers(locale, 0).format(value)),
    /** Amounts come as decimal strings from the server and are never summed here. */
    money: (amount: string, currency: string) =>
      new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount as Intl.StringNumericLiteral),
    /** A rate, with every decimal it has. */
    rate: (amount: string, currency: string) =>
      new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: 6 }).format(
        amount as Intl.StringNumericLiteral,
      ),
    /** An exact decimal as the server wrote it, with at least so many places. */
    decimal: (amount: string, places = 0) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: 6 }).format(
        amount as Intl.StringNumericLiteral,
      ),
    bytes: (bytes: number) =>
      bytes < 1000
        ? `${bytes} B`
        : bytes < 1e6
          ? `${numbers(locale, 1).format(bytes / 1e3)} kB`
          : `${numbers(locale, 1).format(bytes / 1e6)} MB`,
    clock: (at: Date, timeZone: string) => dates(locale, { ...clockOptions, timeZone }).format(at),
    clockSeconds: (at: Date, timeZone: string) =>
      dates(locale, { ...clockOptions, second: "2-digit", timeZone }).format(at),
    clockMillis: (at: Date, timeZone: string) =>
      `${dates(locale, { ...clockOptions, second: "2-digit", timeZone }).format(at)}.${String(at.getUTCMilliseconds()).padStart(3, "0")}`,
    date: (at: Date, timeZone: string) =>
      dates(locale, { day: "numeric", month: "short", year: "numeric", timeZone }).format(at),
    dayMonth: (at: Date, timeZone: string) => dates(locale, { day: "numeric", month: "short", timeZone }).format(at),
    longDate: (at: Date, timeZone: string) =>
      dates(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone }).format(at),
    exact: (at: Date, timeZone: string) =>
      dates(locale, {
        day: "numeric",
        month: "short",
        year: "numeric",
        ...clockOptions,
        second: "2-digit",
        timeZone,
        timeZoneName: "short",
      }).format(at),
    /** A calendar day in a zone, to compare days by. */
    dayKey: (at: Date, timeZone: string) =>
      dates("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone }).format(at),
  };
}

// English here is not American: day before month, and a clock of 24 hours.
const tagOf: Record<string, string> = { en: "en-GB", de: "de-DE" };

export function useFormat(): Format {
  const locale = useLocale();
  return useMemo(() => formatter(tagOf[locale] ?? locale), [locale]);
}

/** "12 s", "4 min", "3 h 25 min", "6 days" in the reader's language. */
export function useDuration(): (seconds: number) => string {
  const t = useTranslations("time");
  return (seconds) => {
    const s = Math.max(0, Math.round(seconds));
    if (s < 60) return t("seconds", { n: s });
    const minutes = Math.floor(s / 60);
    if (minutes < 60) return t("minutes", { n: minutes });
    const hours = Math.floor(minutes / 60);
    if (hours < 48)
      return minutes % 60 === 0 ? t("hours", { n: hours }) : t("hoursMinutes", { h: hours, m: minutes % 60 });
    return t("days", { n: Math.floor(hours / 24) });
  };
}

/** Under an hour an age, then the clock, then the date. */
export function useAge(): (at: Date, timeZone: string) => string {
  const now = useNow();
  const format = useFormat();
  const duration = useDuration();
  const t = useTranslations("time");
  return (at, timeZone) => {
    const seconds = (now - at.getTime()) / 1000;
    if (seconds < 3600) return duration(seconds);
    const sameDay = format.dayKey(at, timeZone) === format.dayKey(new Date(now), timeZone);
    return t("since", { when: sameDay ? format.clock(at, timeZone) : format.dayMonth(at, timeZone) });
  };
}
