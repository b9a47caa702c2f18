"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useFormat } from "@/ui/format";
import { Status } from "@/ui/status";
import type { Column } from "@/ui/table-columns";
import { sessionHref } from "../sessions/session-columns";
import { stationHref } from "../stations/station-columns";
import { cardHref, type DecisionRow, lookOf } from "./card";
import { useCardName, useReason } from "./card-words";

export function useDecisionColumns(isOfStation: boolean): Column<DecisionRow>[] {
  const t = useTranslations("cards");
  const format = useFormat();
  const nameOf = useCardName();
  const reason = useReason();
  const name = (row: DecisionRow) => nameOf({ idToken: row.idToken, type: row.idTokenType });
  const columns: Column<DecisionRow>[] = [
    {
      id: "card",
      head: t("card"),
      phone: "name",
      fixed: true,
      width: "220px",
      csv: (row) => row.idToken,
      cell: (row) => (
        <>
          {row.cardId ? (
            <Link className="name-link one-line" href={cardHref(row.cardId)}>
              {name(row)}
            </Link>
          ) : (
            <span className="one-line">{name(row)}</span>
          )}
          <small>{row.driverName ?? t(`types.${row.idTokenType}`)}</small>
        </>
      ),
    },
    {
      id: "status",
      head: t("told"),
      phone: "full",
      width: "auto",
      csv: (row) => `${row.status}: ${row.reason}`,
      cell: (row) => (
        <>
          <Status state={lookOf(row.status)} word={t(`status.${row.status}`)} />
          <small className="wrap-any">{reason(row)}</small>
        </>
      ),
    },
    {
      id: "station",
      head: t("station"),
      phone: "full",
      width: "190px",
      csv: (row) => row.stationIdentity,
      cell: (row) => (
        <>
          <Link href={stationHref(row.stationIdentity)}>{row.stationIdentity}</Link>
          {row.evseId === null ? null : <span className="dim"> · {t("evse", { n: row.evseId })}</span>}
          <small>{row.siteName ?? t("noSite")}</small>
        </>
      ),
    },
    {
      id: "asked",
      head: t("askedBy"),
      phone: "full",
      width: "150px",
      csv: (row) => row.message,
      cell: (row) =>
        row.transactionId ? (
          <Link href={sessionHref(row.transactionId)}>{t("inSession")}</Link>
        ) : (
          <span className="dim">{t("beforeSession")}</span>
        ),
    },
    {
      id: "at",
      head: t("at"),
      numeric: true,
      width: "140px",
      phoneLabel: t("at"),
      csv: (row) => row.at,
      cell: (row) => (
        <time dateTime={row.at.toISOString()} title={format.exact(row.at, row.timeZone)}>
          {format.dayMonth(row.at, row.timeZone)}, {format.clockSeconds(row.at, row.timeZone)}
        </time>
      ),
    },
  ];
  return isOfStation ? columns.filter(({ id }) => id !== "station") : columns;
}
