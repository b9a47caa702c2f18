"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card, Figure } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Spark } from "@/ui/spark";
import { useScoped } from "../sites/use-scoped";
import type { Overview } from "./overview";

const cannotSell = ["faulted", "offline", "unavailable", "unknown"] as const;

/** What is broken, what is charging, what was delivered. */
export function FleetFigures({ overview }: { overview: Overview }) {
  const t = useTranslations("overview");
  const format = useFormat();
  const scoped = useScoped();
  const { charging, today, states, issues, offlineStationCount } = overview;
  const broken = cannotSell.reduce((sum, state) => sum + states[state], 0);
  const isMega = charging.powerW >= 1e6;
  return (
    <Card className="kpi" aria-label={t("threeNumbers")}>
      <div>
        <Figure title={t("broken")} value={format.number(broken)} unit={t("evsesCannotSell", { n: broken })} />
        <span className="sub small">
          {t("openIssues", { n: issues.length })} ·{" "}
          <Link href={scoped("/stations?view=offline")}>{t("offlineStations", { n: offlineStationCount })}</Link>
        </span>
      </div>
      <div>
        <Figure
          title={t("charging")}
          value={isMega ? format.number(charging.powerW / 1e6, 2) : format.kW(charging.powerW)}
          unit={isMega ? "MW" : "kW"}
        />
        <Spark points={charging.powerCurve.map((point) => ({ at: point.at.getTime(), value: point.powerW }))} />
        <span className="sub small">
          <Link href={scoped("/sessions?view=active")}>{t("sessionsNow", { n: charging.sessionCount })}</Link> ·{" "}
          {t("startedToday", { n: today.sessionsStarted })}
        </span>
      </div>
      <div>
        <Figure title={t("delivered")} value={format.kWh(today.energyWh)} unit="kWh" />
        <span className="sub small">
          <Against now={today.energyWh} before={today.energyLastWeekWh} />
        </span>
        <span className="dim small">{t("endedToday", { n: today.sessionsEnded })}</span>
      </div>
    </Card>
  );
}

function Against({ now, before }: { now: number; before: number | null }) {
  const t = useTranslations("overview");
  const format = useFormat();
  if (!before) return t("noLastWeek");
  const change = ((now - before) / before) * 100;
  return (
    <>
      <span className={change >= 0 ? "up" : "down"}>
        {change >= 0 ? "+" : "−"} {format.number(Math.abs(change), 1)} %
      </span>{" "}
      {t("againstLastWeek")}
    </>
  );
}
