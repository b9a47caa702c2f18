"use client";
import { useLocale, useTranslations } from "next-intl";
import { useFormat } from "@/ui/format";
import { Status } from "@/ui/status";
import { connectorName } from "../stations/connector-name";
import { type CardRow, type DecisionRow, lookOf } from "./card";

/** A card by its number; a PIN has no name that may be shown. */
export function useCardName(): (card: Pick<CardRow, "idToken" | "type">) => string {
  const t = useTranslations("cards");
  return ({ idToken, type }) => idToken ?? (type === "NoAuthorization" ? t("startButton") : t("pin"));
}

export function CardStateTag({ card }: { card: Pick<CardRow, "state"> }) {
  const t = useTranslations("cards");
  return <Status state={lookOf(card.state)} word={t(`status.${card.state}`)} />;
}

/** Which rule decided, and on what facts: "why was I refused?". */
export function useReason(): (row: Pick<DecisionRow, "rule" | "facts" | "timeZone">) => string {
  const t = useTranslations("cards");
  const format = useFormat();
  return ({ rule, facts, timeZone }) => {
    const { at, status, types, running, most } = facts ?? {};
    const zone = typeof facts?.timeZone === "string" ? facts.timeZone : timeZone;
    return t(`why.${rule}`, {
      at: typeof at === "string" ? format.exact(new Date(at), zone) : "none",
      status: status ?? "?",
      types: typeof types === "string" ? types.split(", ").map(connectorName).join(", ") : "?",
      running: running ?? "?",
      most: most ?? "?",
    });
  };
}

/** "Mo–Fr 08:00–18:00" by the reader's names of the days. */
export function useTimesText(): (times: NonNullable<NonNullable<CardRow["limits"]>["times"]>) => string[] {
  const day = useDayName();
  return (times) => times.map(({ days, from, to }) => `${days.map(day).join(", ")} ${from}–${to}`);
}

const firstMonday = Date.UTC(2024, 0, 1);
export const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

export function useDayName(): (day: (typeof weekdays)[number]) => string {
  const locale = useLocale();
  const names = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  return (day) => names.format(firstMonday + weekdays.indexOf(day) * 86_400_000);
}
