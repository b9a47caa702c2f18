"use client";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { onPlainClick, useAddress } from "@/ui/address";
import { useFormat } from "@/ui/format";
import { StateIcon } from "@/ui/icon";
import { useNow } from "@/ui/now";
import { timeTicks } from "@/ui/time-scale";
import { startOfDay } from "@/ui/zoned-day";
import { connectorName } from "../stations/connector-name";
import type { CalendarSpan } from "./calendar-span";
import { type Bar, lanesOf } from "./lanes";
import { type CalendarStation, lookOf, type ReservationRow } from "./reservation";
import { useMoment, usePlace } from "./reservation-words";

type Props = { stations: CalendarStation[]; span: CalendarSpan; timeZone: string };

/** One row an EVSE, with what is kept there as bars. */
export function Timeline({ stations, span, timeZone }: Props) {
  const t = useTranslations("reservation");
  const format = useFormat();
  const [from, to] = [span.from.getTime(), span.to.getTime()];
  const ticks =
    span.span === "week"
      ? span.days.map((day) => startOfDay(day, timeZone).getTime())
      : timeTicks(from, to - 1, timeZone, 12);
  const at = (time: number) => `${((time - from) / (to - from)) * 100}%`;
  const label = (tick: number) =>
    span.span === "week" ? format.dayMonth(new Date(tick), timeZone) : format.clock(new Date(tick), timeZone);
  return (
    <div className={`cal cal--${span.span} only-desk`}>
      <div className="cal__head" aria-hidden="true">
        <span />
        <div className="cal__track">
          {ticks.map((tick) => (
            <span key={tick} style={{ left: at(tick) }}>
              {label(tick)}
            </span>
          ))}
        </div>
      </div>
      <div className="cal__body">
        <div className="cal__grid" aria-hidden="true">
          <div className="cal__track">
            {ticks.map((tick) => (
              <i key={tick} style={{ left: at(tick) }} />
            ))}
            <NowLine from={from} to={to} />
          </div>
        </div>
        {stations.map((station) => (
          <section key={station.id} aria-label={station.identity}>
            <h3>{station.identity}</h3>
            {rowsOf(station).map((row) => (
              <div key={row.key} className="cal__row">
                <span className="cal__name">
                  {row.evseId === null ? t("anyEvse") : t("evse", { n: row.evseId })}
                  {row.isGone ? <small> · {t("gone")}</small> : null}
                  {row.types.length > 0 ? <small> · {row.types.map(connectorName).join(", ")}</small> : null}
                </span>
                <Bars reservations={row.reservations} span={span} timeZone={timeZone} />
              </div>
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

/** The EVSEs there are, those that are gone but held something, and what may be at any. */
function rowsOf({ evses, reservations }: CalendarStation) {
  const at = (evseId: number | null) => reservations.filter((row) => row.evseId === evseId);
  const known = new Set(evses.map(({ id }) => id));
  const gone = [...new Set(reservations.flatMap(({ evseId }) => (evseId === null || known.has(evseId) ? [] : evseId)))];
  const any = at(null);
  return [
    ...evses.map(({ id, connectorTypes }) => ({ evseId: id, types: connectorTypes, isGone: false })),
    ...gone.map((evseId) => ({ evseId, types: [], isGone: true })),
    ...(any.length > 0 ? [{ evseId: null, types: [], isGone: false }] : []),
  ].map((row) => ({ ...row, key: row.evseId ?? "any", reservations: at(row.evseId) }));
}

type BarsProps = { reservations: ReservationRow[]; span: CalendarSpan; timeZone: string };

function Bars({ reservations, span, timeZone }: BarsProps) {
  const t = useTranslations("reservation");
  const address = useAddress();
  const place = usePlace();
  const moment = useMoment();
  const [from, to] = [span.from.getTime(), span.to.getTime()];
  // In a day the words stand beside the bar where it is too short for them; in a week there is room for its icon only.
  const leastMs = (to - from) / (span.span === "day" ? 5 : 40);
  const bars = reservations.map(({ createdAt, endsAt }) => ({
    from: Math.max(from, createdAt.getTime()),
    to: Math.min(to, endsAt.getTime()),
  }));
  const isLate = (bar: Bar) => span.span === "day" && bar.from + leastMs > to;
  const lanes = lanesOf(
    bars.map((bar) => (isLate(bar) ? { from: bar.from - leastMs, to } : bar)),
    leastMs,
  );
  const height = { "--lanes": Math.max(0, ...lanes) + 1 } as CSSProperties;
  return (
    <div className="cal__track cal__lane" style={height}>
      {reservations.map((row, index) => {
        const bar = bars[index]!;
        const name = t("bar", {
          card: row.idToken,
          place: place(row),
          from: moment(row.createdAt, timeZone),
          to: moment(row.endsAt, timeZone),
          status: t(`status.${row.status}`),
        });
        return (
          <a
            key={row.id}
            className={`cal__bar st-${lookOf[row.status]}${isLate(bar) ? " cal__bar--late" : ""}`}
            style={{
              left: `min(${((bar.from - from) / (to - from)) * 100}%, 100% - 26px)`,
              width: `${((bar.to - bar.from) / (to - from)) * 100}%`,
              top: `calc(${lanes[index]} * 28px + 4px)`,
            }}
            href={address.hrefWith({ reservation: row.id })}
            onClick={onPlainClick(() => address.write({ reservation: row.id }))}
            aria-current={address.read("reservation") === row.id ? "true" : undefined}
            aria-label={name}
            title={name}
          >
            <StateIcon name={lookOf[row.status]} size="s" />
            <span>
              <b>{row.idToken}</b> {t(`status.${row.status}`)}
            </span>
          </a>
        );
      })}
    </div>
  );
}

function NowLine({ from, to }: { from: number; to: number }) {
  const now = useNow();
  return now < from || now >= to ? null : (
    <i className="cal__now" style={{ left: `${((now - from) / (to - from)) * 100}%` }} />
  );
}
