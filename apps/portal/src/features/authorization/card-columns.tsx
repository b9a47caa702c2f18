"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useAddress } from "@/ui/address";
import { Age } from "@/ui/age";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import type { CardRow } from "./card";
import { CardStateTag, useCardName } from "./card-words";

export function useCardColumns(timeZone: string): Column<CardRow>[] {
  const t = useTranslations("cards");
  const format = useFormat();
  const address = useAddress();
  const nameOf = useCardName();
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
          <Link className="name-link one-line" href={address.hrefWith({ card: row.id })}>
            {nameOf(row)}
          </Link>
          <small>{t(`types.${row.type}`)}</small>
        </>
      ),
    },
    {
      id: "state",
      head: t("state"),
      phone: "full",
      width: "168px",
      csv: (row) => row.state,
      cell: (row) => <CardStateTag card={row} />,
    },
    {
      id: "driver",
      head: t("driver"),
      phone: "full",
      width: "220px",
      csv: (row) => row.driverName,
      cell: (row) =>
        row.driverName === null ? (
          <span className="dim">–</span>
        ) : (
          <>
            {row.driverId ? (
              <Link href={address.hrefWith({ driver: row.driverId, card: null })}>{row.driverName}</Link>
            ) : null}
            {row.driverEmail ? <small className="one-line">{row.driverEmail}</small> : null}
          </>
        ),
    },
    {
      id: "group",
      head: t("group"),
      phone: "hide",
      width: "150px",
      csv: (row) => row.groupIdToken,
      cell: (row) =>
        row.groupIdToken === null ? (
          <span className="dim">–</span>
        ) : (
          <Link className="one-line" href={address.hrefWith({ group: row.groupIdToken, card: null })}>
            {row.groupIdToken}
          </Link>
        ),
    },
    {
      id: "limits",
      head: t("limits"),
      phone: "hide",
      width: "150px",
      csv: (row) => (row.limits ? JSON.stringify(row.limits) : null),
      cell: (row) => (
        <>
          {row.masterPass ? <Tag tone="info">{t("masterPass")}</Tag> : null}{" "}
          {row.limits ? <Tag>{t("limited")}</Tag> : null}
          {!row.masterPass && !row.limits ? <span className="dim">–</span> : null}
        </>
      ),
    },
    {
      id: "expires",
      head: t("expires"),
      numeric: true,
      phone: "hide",
      width: "120px",
      csv: (row) => row.expiresAt,
      cell: (row) => (row.expiresAt ? format.date(row.expiresAt, timeZone) : <span className="dim">–</span>),
    },
    {
      id: "updated",
      head: t("updated"),
      numeric: true,
      phone: "hide",
      hiddenAtFirst: true,
      width: "120px",
      csv: (row) => row.updatedAt,
      cell: (row) => <Age at={row.updatedAt} timeZone={timeZone} />,
    },
  ];
}
