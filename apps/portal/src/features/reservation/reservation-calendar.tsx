"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC, useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Bone } from "@/ui/bone";
import { Button, LinkButton } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { FilterChip } from "@/ui/filter-chip";
import { useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { useNow } from "@/ui/now";
import { Segments } from "@/ui/tabs";
import { startOfDay } from "@/ui/zoned-day";
import { useScoped } from "../sites/use-scoped";
import { type CalendarSpan, calendarInput, calendarSpan, siteOfCalendar, spans } from "./calendar-span";
import { DayList } from "./day-list";
import { Timeline } from "./timeline";

/** One site, one clock: what is kept at each EVSE, and for how long. */
export function ReservationCalendar({ timeZone: tenantZone }: { timeZone: string }) {
  const t = useTranslations("reservation");
  const address = useAddress();
  const now = useNow();
  const sites = useQuery(useTRPC().sites.list.queryOptions());
  const site = siteOfCalendar(sites.data ?? [], address.read("site"));
  const timeZone = site?.timeZone ?? tenantZone;
  const span = calendarSpan(address.read, now, timeZone);
  const list = useList(
    "reservation.calendar",
    calendarInput(site?.id, span),
    useTRPCClient().reservation.calendar.query,
  );
  const scoped = useScoped();
  const stations = list.rows;
  const hasEvses = stations.some(({ evses, reservations }) => evses.length + reservations.length > 0);
  return (
    <>
      <div className="row row--wrap">
        {site && sites.data ? (
          <FilterChip
            single
            name={t("site")}
            options={sites.data.map(({ id, name }) => ({ value: id, label: name }))}
            chosen={[site.id]}
            onChange={([next]) => address.write({ site: next })}
          />
        ) : null}
        <SpanChooser span={span} timeZone={timeZone} />
      </div>
      <Card>
        <CardHead title={site?.name ?? t("allStations")} note={t("zone", { zone: timeZone })} />
        {list.error ? (
          <CardBody>
            <Failure error={list.error} retry={list.retry} />
          </CardBody>
        ) : !list.pages || sites.isPending ? (
          <CardBody aria-busy="true">
            {["34%", "62%", "48%", "70%"].map((width) => (
              <p key={width}>
                <Bone width={width} />
              </p>
            ))}
          </CardBody>
        ) : !hasEvses ? (
          <Empty
            icon="station"
            title={t("noEvses")}
            action={<LinkButton href={scoped("/stations")}>{t("toStations")}</LinkButton>}
          >
            {t("noEvsesNote")}
          </Empty>
        ) : (
          <>
            <Timeline stations={stations} span={span} timeZone={timeZone} />
            <DayList stations={stations} timeZone={timeZone} />
          </>
        )}
        {list.more.hasMore ? (
          <div className="card__foot">
            <Button size="s" busy={list.more.isLoadingMore} onClick={list.more.loadMore}>
              {t("moreStations")}
            </Button>
          </div>
        ) : null}
      </Card>
    </>
  );
}

function SpanChooser({ span, timeZone }: { span: CalendarSpan; timeZone: string }) {
  const t = useTranslations("reservation");
  const format = useFormat();
  const address = useAddress();
  const [first, last] = [span.days[0]!, span.days.at(-1)!];
  const day = (text: string) => startOfDay(text, timeZone);
  return (
    <>
      <Segments
        label={t("span")}
        value={span.span}
        options={spans.map((one) => ({ value: one, label: t(`spans.${one}`) }))}
        onChange={(next) => address.write({ span: next === "day" ? null : next })}
      />
      <div className="row">
        <Button
          size="s"
          icon="left"
          iconOnly
          aria-label={t(`step.previous.${span.span}`)}
          onClick={() => address.write({ day: span.previous })}
        />
        <Button size="s" onClick={() => address.write({ day: null })}>
          {t("today")}
        </Button>
        <Button
          size="s"
          icon="right"
          iconOnly
          aria-label={t(`step.next.${span.span}`)}
          onClick={() => address.write({ day: span.next })}
        />
      </div>
      <b aria-live="polite">
        {first === last
          ? format.longDate(day(first), timeZone)
          : `${format.dayMonth(day(first), timeZone)} – ${format.date(day(last), timeZone)}`}
      </b>
    </>
  );
}
