"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/ui/format";
import { amounts } from "./draft";
import type { TariffRates } from "./tariff";

/** What is charged for, in a line: "€0.41 per kWh · €1.20 per hour". */
export function RatesText({ rates }: { rates: TariffRates }) {
  const t = useTranslations("tariffs");
  const format = useFormat();
  const parts = amounts.flatMap((what) => {
    const rate = rates[what];
    return rate === null ? [] : [t(`per.${what}`, { price: format.rate(rate, rates.currency) })];
  });
  return <>{parts.length > 0 ? parts.join(" · ") : t("free")}</>;
}
