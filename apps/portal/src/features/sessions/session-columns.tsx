"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type Format, useDuration, useFormat } from "@/ui/format";
import { useNow } from "@/ui/now";
import { Status } from "@/ui/status";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { stationHref } from "../stations/station-columns";
import { secondsOf } from "./lasted";
import { useReason } from "./reason";
import type { SessionRow } from "./session";

export const sessionHref = (id: string) => `/sessions/${id}`;

export function useSessionColumns(): Column<SessionRow>[] {
  const t = useTranslations("sessions");
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: "session",
        head: t("session"),
        phone: "name",
        fixed: true,
        width: "auto",
        csv: (row) => row.transactionId,
        cell: (row) => (
          <>
            <Link className="name-link one-line" href={sessionHref(row.id)} title={row.transactionId}>
              {row.transactionId}
            </Link>
            <small className="one-line">{row.idToken ?? t("noCard")}</small>
          </>
        ),
      },
      {
        id: "state",
        head: t("state"),
        phone: "full",
        width: "208px",
        csv: (row) => row.state,
        cell: (row) => <SessionState row={row} />,
      },
      {
        id: "station",
        head: t("station"),
        phone: "full",
        width: "200px",
        csv: (row) => row.stationIdentity,
        cell: (row) => (
          <>
            <Link href={stationHref(row.stationIdentity)}>{row.stationIdentity}</Link>
            {row.evseId === null ? null : <span className="dim"> · {t("evseNumber", { n: row.evseId })}</span>}
            <small>{row.siteName ?? t("noSite")}</small>
          </>
        ),
      },
      {
        id: "card",
        head: t("card"),
        phone: "hide",
        hiddenAtFirst: true,
        width: "150px",
        csv: (row) => row.idToken,
        cell: (row) => <span className="mono">{row.idToken ?? "–"}</span>,
      },
      {
        id: "started",
        head: t("started"),
        sort: "startedAt",
        numeric: true,
        width: "128px",
        phoneLabel: t("started"),
        csv: (row) => row.startedAt,
        cell: (row) => <When at={row.startedAt} timeZone={row.timeZone} />,
      },
      {
        id: "ended",
        head: t("endedAt"),
        numeric: true,
        phone: "hide",
        hiddenAtFirst: true,
        width: "128px",
        csv: (row) => row.endedAt,
        cell: (row) =>
          row.active ? <span className="dim">–</span> : <When at={row.endedAt} timeZone={row.timeZone} />,
      },
      {
        id: "duration",
        head: t("duration"),
        numeric: true,
        width: "84px",
        phone: "hide",
        csv: (row) => secondsOf(row, row.lastEventAt.getTime()),
        cell: (row) => <Lasted row={row} />,
      },
      {
        id: "energy",
        head: t("energy"),
        sort: "energyWh",
        numeric: true,
        width: "100px",
        phoneLabel: "kWh",
        csv: (row) => (row.energyWh === null ? null : row.energyWh / 1000),
        cell: (row) => format.kWh(row.energyWh),
      },
      {
        id: "cost",
        head: t("cost"),
        numeric: true,
        width: "92px",
        phoneLabel: t("cost"),
        csv: (row) => row.totalCost,
        cell: (row) => <CostOf row={row} />,
      },
      {
        id: "currency",
        head: t("currency"),
        phone: "hide",
        hiddenAtFirst: true,
        width: "92px",
        csv: (row) => row.currency,
        cell: (row) => row.currency ?? <span className="dim">–</span>,
      },
      {
        id: "power",
        head: t("power"),
        numeric: true,
        width: "84px",
        phoneLabel: "kW",
        csv: (row) => (row.powerW === null ? null : row.powerW / 1000),
        cell: (row) => <Power row={row} format={format} />,
      },
      {
        id: "battery",
        head: t("battery"),
        numeric: true,
        width: "96px",
        phone: "hide",
        csv: (row) => row.stateOfCharge,
        cell: (row) =>
          row.stateOfCharge === null ? <span className="dim">–</span> : format.percent(row.stateOfCharge),
      },
    ],
    [t, format],
  );
}

/** Where no tariff is for it there is no amount; what runs has one so far. */
export function CostOf({ row: { totalCost, currency, active } }: { row: SessionRow }) {
  const t = useTranslations("sessions");
  const format = useFormat();
  if (totalCost === null || currency === null)
    return (
      <span className="dim" title={t("noTariff")}>
        –
      </span>
    );
  return (
    <>
      {format.money(totalCost, currency)}
      {active ? <small>{t("soFar")}</small> : null}
    </>
  );
}

// A session that is over draws nothing: that is no unknown.
function Power({ row, format }: { row: SessionRow; format: Format }) {
  if (!row.active) return <span className="dim">–</span>;
  return <span className={row.powerW === null ? "dim" : undefined}>{format.kW(row.powerW)}</span>;
}

/** State with its reason below; a session that is over says Ended, never a state of its connector. */
export function SessionState({ row }: { row: SessionRow }) {
  const t = useTranslations("sessions");
  const reason = useReason();
  return (
    <>
      <span className="row row--wrap">
        <Status state={row.state} {...(row.state === "ended" ? { word: t("ended") } : {})} />
        {row.hasGap ? <Tag tone="warn">{t("gap")}</Tag> : null}
      </span>
      {row.stoppedReason ? <small>{reason(row.stoppedReason)}</small> : null}
    </>
  );
}

function When({ at, timeZone }: { at: Date | null; timeZone: string }) {
  const format = useFormat();
  if (!at) return <span className="dim">?</span>;
  return (
    <time dateTime={at.toISOString()} title={format.exact(at, timeZone)}>
      {format.dayMonth(at, timeZone)}, {format.clock(at, timeZone)}
    </time>
  );
}

function Lasted({ row }: { row: SessionRow }) {
  const now = useNow();
  const duration = useDuration();
  const seconds = secondsOf(row, now);
  return seconds === null ? <span className="dim">?</span> : duration(seconds);
}
