"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Bone } from "@/ui/bone";
import { Card, CardBody, CardHead } from "@/ui/card";
import { ChartKey } from "@/ui/chart-key";
import { useDuration, useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { TimeChart } from "@/ui/time-chart";
import { curvePanels, type Words } from "./curve-panels";
import type { SessionCurve, SessionDetail } from "./session";

/** Power with its limits above; battery and energy below; current per phase where the station measures it. */
export function SessionCurves({ session }: { session: SessionDetail }) {
  const t = useTranslations("session");
  const query = useQuery(useTRPC().sessions.curve.queryOptions({ id: session.id }));
  const curve = query.data;
  return (
    <Card>
      {curve && curve.points.length > 0 ? (
        <Curves session={session} curve={curve} />
      ) : (
        <>
          <CardHead title={t("curve.title")} />
          {curve ? (
            <Empty icon="pulse" title={t("curve.none")}>
              {t(session.active ? "curve.noneYet" : "curve.noneCame")}
            </Empty>
          ) : query.error ? (
            <CardBody>
              <Failure error={query.error} retry={() => void query.refetch()} />
            </CardBody>
          ) : (
            <CardBody aria-busy="true">
              <Bone width="100%" height={340} block />
            </CardBody>
          )}
        </>
      )}
    </Card>
  );
}

function Curves({ session, curve }: { session: SessionDetail; curve: SessionCurve }) {
  const t = useTranslations("session");
  const format = useFormat();
  const duration = useDuration();
  const words: Words = useMemo(
    () => ({
      power: t("curve.power"),
      limit: t("curve.limit"),
      battery: t("curve.battery"),
      energy: t("curve.energy"),
      phase: (phase) => t("curve.current", { phase }),
    }),
    [t],
  );
  const { panels, series, from, to } = useMemo(() => curvePanels(curve, session, words), [curve, session, words]);
  const gaps = curve.gaps.map((gap) => ({
    from: gap.from.getTime(),
    to: gap.to.getTime(),
    label: t("curve.noData"),
    note: `${format.clock(gap.from, curve.timeZone)}–${format.clock(gap.to, curve.timeZone)}`,
  }));
  return (
    <>
      <CardHead title={t("curve.title")}>
        <ChartKey
          items={series.map((one) => ({
            label: `${one.label}, ${one.unit}`,
            color: one.look === "limit" ? "var(--chart-limit)" : `var(--series-${one.look})`,
            look: one.look === "limit" ? "dash" : "line",
          }))}
        />
      </CardHead>
      <CardBody>
        <TimeChart
          label={t("curve.label", { series: series.map(({ label }) => label).join(", ") })}
          from={from}
          to={to}
          timeZone={curve.timeZone}
          panels={panels}
          series={series}
          gaps={gaps}
        />
        <p className="small dim chart-foot">
          {t("curve.foot", { zone: curve.timeZone })}
          {curve.shiftSeconds === 0 ? null : ` ${t("curve.moved", { by: duration(Math.abs(curve.shiftSeconds)) })}`}
        </p>
      </CardBody>
    </>
  );
}
