"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useAddress } from "@/ui/address";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { sessionHref } from "../sessions/session-columns";
import { stationHref } from "../stations/station-columns";
import type { ReservationRow } from "./reservation";
import { ReservationState, usePlace } from "./reservation-words";

export function useReservationColumns(): Column<ReservationRow>[] {
  const t = useTranslations("reservation");
  const place = usePlace();
  const address = useAddress();
  return [
    {
      id: "card",
      head: t("card"),
      phone: "name",
      fixed: true,
      width: "auto",
      csv: (row) => row.idToken,
      cell: (row) => (
        <>
          <Link className="name-link one-line" href={address.hrefWith({ reservation: row.id })}>
            {row.idToken}
          </Link>
          {row.groupIdToken ? <small>{t("groupOf", { group: row.groupIdToken })}</small> : null}
        </>
      ),
    },
    {
      id: "status",
      head: t("state"),
      phone: "full",
      width: "168px",
      csv: (row) => row.status,
      cell: (row) => (
        <>
          <ReservationState row={row} />
          {row.status === "refused" && row.reason ? <small className="one-line">{row.reason}</small> : null}
        </>
      ),
    },
    {
      id: "station",
      head: t("station"),
      phone: "full",
      width: "220px",
      csv: (row) => row.stationIdentity,
      cell: (row) => (
        <>
          <Link href={stationHref(row.stationIdentity)}>{row.stationIdentity}</Link>
          <span className="dim"> · {place(row)}</span>
          <small>{row.siteName ?? t("noSite")}</small>
        </>
      ),
    },
    {
      id: "evse",
      head: t("place"),
      phone: "hide",
      hiddenAtFirst: true,
      width: "130px",
      csv: (row) => place(row),
      cell: (row) => place(row),
    },
    {
      id: "asked",
      head: t("askedAt"),
      numeric: true,
      width: "128px",
      phoneLabel: t("askedAt"),
      csv: (row) => row.createdAt,
      cell: (row) => <When at={row.createdAt} timeZone={row.timeZone} />,
    },
    {
      id: "until",
      head: t("until"),
      numeric: true,
      width: "128px",
      phoneLabel: t("until"),
      csv: (row) => row.expiresAt,
      cell: (row) => <When at={row.expiresAt} timeZone={row.timeZone} />,
    },
    {
      id: "session",
      head: t("session"),
      phone: "hide",
      width: "104px",
      csv: (row) => row.transactionId,
      cell: (row) =>
        row.transactionId ? (
          <Link href={sessionHref(row.transactionId)}>{t("toSession")}</Link>
        ) : (
          <span className="dim">–</span>
        ),
    },
    {
      id: "by",
      head: t("by"),
      phone: "hide",
      hiddenAtFirst: true,
      width: "150px",
      csv: (row) => row.requestedBy,
      cell: (row) => row.requestedBy ?? "?",
    },
  ];
}

function When({ at, timeZone }: { at: Date; timeZone: string }) {
  const format = useFormat();
  return (
    <time dateTime={at.toISOString()} title={format.exact(at, timeZone)}>
      {format.dayMonth(at, timeZone)}, {format.clock(at, timeZone)}
    </time>
  );
}
