"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Card, CardBody, CardHead } from "@/ui/card";
import { Input } from "@/ui/field";
import { useDuration, useFormat } from "@/ui/format";
import { CostLines } from "./cost-lines";
import { readDecimal } from "./draft";
import type { TariffRates } from "./tariff";

const mostMinutes = 31 * 24 * 60;

/** A session that might be, by the rates in the fields: what it would cost, and what it costs now. */
export function TryIt({ rates, saved }: { rates: TariffRates | undefined; saved: TariffRates | undefined }) {
  const t = useTranslations("tariffs.try");
  const duration = useDuration();
  const [energy, setEnergy] = useState("25");
  const [minutes, setMinutes] = useState("70");
  const energyKwh = readDecimal(energy) ?? undefined;
  const durationMinutes = /^\d{1,5}$/.test(minutes) && Number(minutes) <= mostMinutes ? Number(minutes) : undefined;
  const session = energyKwh !== undefined && durationMinutes !== undefined ? { energyKwh, durationMinutes } : undefined;
  return (
    <Card>
      <CardHead title={t("title")} />
      <CardBody className="stack stack--4">
        <div className="two">
          <Input
            label={t("energy")}
            unit="kWh"
            inputMode="decimal"
            autoComplete="off"
            error={energyKwh === undefined ? t("energyWrong") : undefined}
            value={energy}
            onChange={(event) => setEnergy(event.target.value)}
          />
          <Input
            label={t("minutes")}
            unit="min"
            inputMode="numeric"
            autoComplete="off"
            help={durationMinutes === undefined ? undefined : duration(durationMinutes * 60)}
            error={durationMinutes === undefined ? t("minutesWrong") : undefined}
            value={minutes}
            onChange={(event) => setMinutes(event.target.value)}
          />
        </div>
        {rates && session ? (
          <Answer asked={{ rates, session }} saved={saved} />
        ) : (
          <p className="sub" role="status">
            {t("waiting")}
          </p>
        )}
      </CardBody>
    </Card>
  );
}

type Asked = { rates: TariffRates; session: { energyKwh: string; durationMinutes: number } };

function Answer({ asked, saved }: { asked: Asked; saved: TariffRates | undefined }) {
  const t = useTranslations("tariffs.try");
  const format = useFormat();
  const language = useLocale();
  const trpc = useTRPC();
  const { rates, session } = useSettled(asked);
  const kept = { placeholderData: keepPreviousData };
  const query = useQuery(trpc.tariffAndCost.tryRates.queryOptions({ rates, session, language }, kept));
  const before = useQuery(
    trpc.tariffAndCost.tryRates.queryOptions(
      { rates: saved ?? rates, session, language },
      { ...kept, enabled: saved !== undefined },
    ),
  ).data;
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <p className="sub">{t("reckoning")}</p>;
  const { total, currency, lines, text } = query.data;
  return (
    <>
      <p role="status">
        <output className="answer">{format.money(total, currency)}</output>{" "}
        {saved && before ? (
          <span className="sub">
            {before.total === total ? t("asNow") : t("now", { price: format.money(before.total, before.currency) })}
          </span>
        ) : null}
      </p>
      <div className="lines">
        <CostLines lines={lines} total={total} currency={currency} />
      </div>
      <p className="small sub">
        {t("screen")} <q>{text}</q>
      </p>
    </>
  );
}

const pauseMs = 250;

/** What was typed, once the typing pauses. */
function useSettled<T>(value: T): T {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return JSON.parse(settled) as T;
}
