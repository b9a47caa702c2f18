"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { Card, CardBody, CardHead } from "@/ui/card";
import { ChartKey } from "@/ui/chart-key";
import { useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { TimeChart } from "@/ui/time-chart";
import { StationService } from "../availability/station-service";
import { useAvailability } from "../availability/use-availability";
import { MessagesTab } from "../messages/messages-tab";
import { OnboardingCard } from "../onboarding/onboarding-card";
import { KeptFor, useKept } from "../reservation/kept-for";
import { EvseCard } from "./evse-card";
import { RebootNotice } from "./reboot-notice";
import { SameSerial } from "./same-serial";
import type { StationCurve, StationDetail } from "./station";

export function NowTab({ station }: { station: StationDetail }) {
  const t = useTranslations("station");
  const curve = useQuery(useTRPC().stations.curve.queryOptions({ identity: station.identity, minutes: 60 })).data;
  const availability = useAvailability(station.identity);
  const kept = useKept(station.identity);
  const isAnywhere = ({ evseId }: { evseId: number | null }) => !station.evses.some(({ id }) => id === evseId);
  return (
    <>
      <OnboardingCard station={station} />
      <RebootNotice station={station} />
      <SameSerial station={station} />
      {availability ? <StationService station={station} availability={availability} /> : null}
      <KeptFor reservations={kept.filter(isAnywhere)} />
      {station.evses.length === 0 ? (
        <Card>
          <Empty icon="plug" title={t("noEvses")}>
            {t("noEvsesNote")}
          </Empty>
        </Card>
      ) : (
        <div className="evses">
          {station.evses.map((evse) => (
            <EvseCard
              key={evse.id}
              evse={evse}
              station={station}
              availability={availability}
              kept={kept.filter(({ evseId }) => evseId === evse.id)}
            />
          ))}
        </div>
      )}
      {curve?.evses.some((evse) => evse.points.length > 1) ? <PowerCard curve={curve} /> : null}
      <MessagesTab station={station} short />
    </>
  );
}

const looks = [1, 2, 3, 4, 5, 6] as const;
const lookOf = (at: number) => looks[at % looks.length] ?? 1;

function PowerCard({ curve }: { curve: StationCurve }) {
  const t = useTranslations("station");
  const format = useFormat();
  const shown = curve.evses.filter((evse) => evse.points.length > 0);
  const label = (evseId: number) => t("evse", { n: evseId });
  return (
    <Card>
      <CardHead title={t("power")}>
        <ChartKey
          items={shown.map((evse, at) => ({ label: label(evse.evseId), color: `var(--series-${lookOf(at)})` }))}
        />
      </CardHead>
      <CardBody>
        <TimeChart
          label={t("power")}
          from={curve.from.getTime()}
          to={curve.to.getTime()}
          timeZone={curve.timeZone}
          panels={[{ unit: "kW", height: 130 }]}
          series={shown.map((evse, at) => ({
            id: String(evse.evseId),
            label: label(evse.evseId),
            unit: "kW",
            decimals: 1,
            look: lookOf(at),
            panel: 0,
            area: shown.length === 1,
            points: evse.points.map((point) => ({ at: point.at.getTime(), value: point.powerW / 1000 })),
          }))}
          gaps={curve.offline.map((gap) => ({
            from: gap.from.getTime(),
            to: gap.to.getTime(),
            label: t("offlineGap"),
            note: `${format.clock(gap.from, curve.timeZone)}–${format.clock(gap.to, curve.timeZone)}`,
          }))}
        />
        <p className="small dim chart-foot">{t("zone", { zone: curve.timeZone })}</p>
      </CardBody>
    </Card>
  );
}
