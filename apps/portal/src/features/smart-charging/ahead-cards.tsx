"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Age } from "@/ui/age";
import { Bone } from "@/ui/bone";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { ChartKey } from "@/ui/chart-key";
import { Empty } from "@/ui/notice";
import { TimeChart } from "@/ui/time-chart";
import type { StationDetail } from "../stations/station";
import { aheadSeries, shownUnit } from "./ahead-series";
import type { EvseAhead, LimitsAhead } from "./smart-charging";
import { useLimitWords } from "./use-limit-words";

type Ask = (evseId: number) => void;

/** What limits each EVSE in the next day: a chart for each that has a limit, or of which the station has said something. */
export function AheadCards({ station, onAsk }: { station: StationDetail; onAsk: Ask }) {
  const t = useTranslations("energy");
  const query = useQuery(useTRPC().smartCharging.ahead.queryOptions({ identity: station.identity }));
  const ahead = query.data;
  return (
    <Card>
      <CardHead title={t("ahead")} note={t("aheadNote")}>
        <Button icon="pulse" onClick={() => onAsk(station.evses[0]?.id ?? 0)}>
          {t("askSchedule")}
        </Button>
      </CardHead>
      {ahead && ahead.evses.length === 0 ? (
        <Empty icon="pulse" title={t("noLimit")}>
          {t("noLimitNote")}
        </Empty>
      ) : (
        <CardBody className="stack stack--4" aria-busy={!ahead && !query.error}>
          {ahead ? (
            ahead.evses.map((evse) => <EvseChart key={evse.evseId} evse={evse} ahead={ahead} />)
          ) : query.error ? (
            <Failure error={query.error} retry={() => void query.refetch()} />
          ) : (
            <Bone width="100%" height={180} block />
          )}
        </CardBody>
      )}
    </Card>
  );
}

function EvseChart({ evse, ahead: { from, to, timeZone } }: { evse: EvseAhead; ahead: LimitsAhead }) {
  const t = useTranslations("energy");
  const words = useLimitWords();
  const series = useMemo(() => aheadSeries(evse, { profiles: t("byProfiles"), station: t("byStation") }), [evse, t]);
  const title = words.evse(evse.evseId);
  const { composite } = evse;
  const begin = composite ? Date.parse(composite.schedule.scheduleStart) : from.getTime();
  return (
    <section className="stack" aria-label={title}>
      <div className="row row--wrap between">
        <h3>{title}</h3>
        <ChartKey
          items={series.map(({ label, unit, look }) => ({
            label: `${label}, ${unit}`,
            color: look === "limit" ? "var(--chart-limit)" : "var(--series-1)",
            look: look === "limit" ? "dash" : "line",
          }))}
        />
      </div>
      {series.some(({ points }) => points.length > 0) ? (
        <TimeChart
          label={t("chart", { evse: title })}
          from={Math.min(from.getTime(), begin)}
          to={to.getTime()}
          timeZone={timeZone}
          panels={[{ unit: shownUnit(evse.unit), height: 110 }]}
          series={series}
        />
      ) : (
        <p className="sub">{t("freeAhead")}</p>
      )}
      <p className="small dim">
        {composite ? (
          <>
            {t("toldSchedule")} <Age at={composite.toldAt} timeZone={timeZone} />.{" "}
          </>
        ) : null}
        {evse.unit === "A" ? t("perPhase") : t("allPhases")} {t("zone", { zone: timeZone })}
      </p>
    </section>
  );
}
