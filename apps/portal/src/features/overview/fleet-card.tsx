"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Status } from "@/ui/status";
import { useScoped } from "../sites/use-scoped";
import { shownStates } from "../stations/station";
import type { Overview } from "./overview";

/** All EVSEs by state; each state leads to its stations. */
export function FleetCard({ overview }: { overview: Overview }) {
  const t = useTranslations("overview");
  const format = useFormat();
  const scoped = useScoped();
  const present = shownStates.filter((state) => overview.states[state] > 0);
  return (
    <Card className="fleet" aria-label={t("allEvses")}>
      <div className="row between row--wrap">
        <h2>{t("allEvses")}</h2>
        {overview.states.offline > 0 ? (
          <span className="small dim">{t("offlineKeep", { n: overview.states.offline })}</span>
        ) : null}
      </div>
      <div className="split" aria-hidden="true">
        {present.map((state) => (
          <i key={state} className={`st-${state}`} style={{ flex: overview.states[state] }} />
        ))}
      </div>
      <ul>
        {shownStates.map((state) => (
          <li key={state}>
            <Link href={scoped(`/stations?state=${state}`)}>
              <Status state={state} />
              <b className="num">{format.number(overview.states[state])}</b>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
