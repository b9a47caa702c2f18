"use client";
import type { CostLine } from "@stationmaster/db";
import { useTranslations } from "next-intl";
import { useFormat } from "@/ui/format";

type Props = { lines: CostLine[]; total: string; currency: string; isFinal?: boolean };

/** How an amount is made: each line exact, the total rounded once. */
export function CostLines({ lines, total, currency, isFinal = true }: Props) {
  const t = useTranslations("tariffs.lines");
  const format = useFormat();
  const places = Math.max(3, ...lines.map(({ amount }) => amount.split(".")[1]?.length ?? 0));
  return (
    <>
      {lines.map((line) => (
        <Line key={line.what} line={line} currency={currency} places={places} />
      ))}
      {lines.length > 0 ? <hr /> : null}
      <span className="total">
        {t(isFinal ? "total" : "soFar")}
        <small>{t(lines.length > 0 ? "rounded" : "nothing")}</small>
      </span>
      <span className="total">{format.money(total, currency)}</span>
    </>
  );
}

function Line({ line, currency, places }: { line: CostLine; currency: string; places: number }) {
  const t = useTranslations("tariffs.lines");
  const format = useFormat();
  const quantity = format.decimal(line.quantity, line.unit === "kWh" ? 3 : 0);
  const rate = line.what === "tax" ? format.decimal(line.rate, 3) : format.rate(line.rate, currency);
  return (
    <>
      <span>
        {t(line.what)}
        <small>{t(`how.${line.what}`, { quantity, rate })}</small>
      </span>
      <b>{format.decimal(line.amount, places)}</b>
    </>
  );
}
