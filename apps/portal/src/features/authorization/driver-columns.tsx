"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/ui/button";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { type DriverRow, driverHref } from "./card";

export type DriverAct = { driver: DriverRow; state: "Accepted" | "Blocked" };

export function useDriverColumns(onAct: (act: DriverAct) => void): Column<DriverRow>[] {
  const t = useTranslations("cards");
  const format = useFormat();
  return [
    {
      id: "driver",
      head: t("driver"),
      phone: "name",
      fixed: true,
      width: "auto",
      csv: (row) => row.name,
      cell: (row) => (
        <Link className="name-link one-line" href={driverHref(row.id)}>
          {row.name}
        </Link>
      ),
    },
    {
      id: "email",
      head: t("import.columns.email"),
      phone: "full",
      width: "32%",
      csv: (row) => row.email,
      cell: (row) => (row.email ? <span className="one-line">{row.email}</span> : <span className="dim">–</span>),
    },
    {
      id: "cards",
      head: t("cardCount"),
      numeric: true,
      phone: "half",
      phoneLabel: t("cardCount"),
      width: "110px",
      csv: (row) => row.cardCount,
      cell: (row) => format.number(row.cardCount),
    },
    {
      id: "good",
      head: t("goodCount"),
      numeric: true,
      phone: "half",
      phoneLabel: t("goodCount"),
      width: "130px",
      csv: (row) => row.goodCount,
      cell: (row) => format.number(row.goodCount),
    },
    {
      id: "act",
      head: t("actions"),
      hideHead: true,
      numeric: true,
      phone: "end",
      width: "150px",
      cell: (row) =>
        row.goodCount > 0 ? (
          <Button
            size="s"
            aria-label={t("blockAllOf", { name: row.name })}
            onClick={() => onAct({ driver: row, state: "Blocked" })}
          >
            {t("blockAll")}
          </Button>
        ) : row.blockedCount > 0 ? (
          <Button
            size="s"
            aria-label={t("unblockAllOf", { name: row.name })}
            onClick={() => onAct({ driver: row, state: "Accepted" })}
          >
            {t("unblock")}
          </Button>
        ) : null,
    },
  ];
}
