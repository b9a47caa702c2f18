"use client";
import "./overview.css";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { LinkButton } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { ChartKey } from "@/ui/chart-key";
import { useFormat } from "@/ui/format";
import { HourBars } from "@/ui/hour-bars";
import { useNow } from "@/ui/now";
import { FleetCard } from "./fleet-card";
import { FleetFigures } from "./fleet-figures";
import { IssueTable } from "./issue-table";
import type { Overview } from "./overview";
import { OverviewSkeleton } from "./overview-skeleton";
import { TopSessions } from "./top-sessions";

export function OverviewPage() {
  const t = useTranslations("overview");
  const siteId = useAddress().read("site");
  const query = useQuery(useTRPC().overview.get.queryOptions({ siteId }));
  return (
    <>
      <div className="head">
        <div>
          <h1>{t("title")}</h1>
          {query.data ? <Whereabouts overview={query.data} /> : null}
        </div>
        <div className="acts">
          <LinkButton look="go" icon="plus" href="/add-station">
            {t("addStation")}
          </LinkButton>
        </div>
      </div>
      {query.data ? (
        <Sections overview={query.data} />
      ) : query.error ? (
        <Card>
          <CardBody>
            <Failure error={query.error} retry={() => query.refetch()} />
          </CardBody>
        </Card>
      ) : (
        <OverviewSkeleton />
      )}
    </>
  );
}

function Whereabouts({ overview }: { overview: Overview }) {
  const t = useTranslations("overview");
  const format = useFormat();
  const now = new Date(useNow());
  const { timeZone, siteCount, stationCount, evseCount } = overview;
  return (
    <p>
      {format.longDate(now, timeZone)}, {format.clock(now, timeZone)} ·{" "}
      {t("counts", { sites: siteCount, stations: stationCount, evses: evseCount })}
    </p>
  );
}

function Sections({ overview }: { overview: Overview }) {
  const t = useTranslations("overview");
  const format = useFormat();
  const { timeZone, today } = overview;
  const nowHour = Number(format.clock(new Date(useNow()), timeZone).slice(0, 2));
  return (
    <>
      <FleetCard overview={overview} />
      <FleetFigures overview={overview} />
      <div className="cols">
        <div className="c8 stack stack--4">
          <IssueTable issues={overview.issues} timeZone={timeZone} />
          <Card>
            <CardHead title={t("energyByHour")}>
              <ChartKey
                items={[
                  { label: t("todayKey", { kWh: format.kWh(today.energyWh) }), color: "var(--series-1)", look: "box" },
                  { label: t("lastWeekKey"), color: "var(--chart-past)", look: "box" },
                ]}
              />
            </CardHead>
            <CardBody>
              <HourBars
                label={t("energyByHour")}
                unit="kWh"
                nowHour={nowHour}
                bars={today.byHour.map((hour) => ({
                  hour: hour.hour,
                  value: hour.energyWh / 1000,
                  past: hour.lastWeekWh === null ? null : hour.lastWeekWh / 1000,
                }))}
              />
              <p className="small dim chart-foot">{t("energyFoot", { zone: timeZone })}</p>
            </CardBody>
          </Card>
        </div>
        <TopSessions sessions={overview.topSessions} total={overview.charging.sessionCount} />
      </div>
    </>
  );
}
