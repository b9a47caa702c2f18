"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Button } from "@/ui/button";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import type { TenantRow } from "./tenant";

export function useTenantColumns(change: (tenant: TenantRow) => void): Column<TenantRow>[] {
  const t = useTranslations("tenants");
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: "tenant",
        head: t("tenant"),
        phone: "name",
        fixed: true,
        csv: (row) => row.slug,
        cell: (row) => (
          <>
            <b className="strong">{row.name}</b>
            <small>{[row.slug, row.country, row.currency].join(" · ")}</small>
          </>
        ),
      },
      {
        id: "state",
        head: t("state"),
        phone: "full",
        csv: (row) => row.status,
        cell: (row) =>
          row.status === "suspended" ? (
            <Tag tone="warn" icon="lock">
              {t("status.suspended")}
            </Tag>
          ) : (
            <Tag tone="good" icon="check">
              {t("status.active")}
            </Tag>
          ),
      },
      {
        id: "online",
        head: t("online"),
        numeric: true,
        phoneLabel: t("online"),
        csv: (row) => row.onlineCount,
        cell: (row) => (
          <>
            {format.number(row.onlineCount)} / {format.number(row.stationCount)}
            {row.stationCount > 0 ? (
              <span className="bar bar--block" aria-hidden="true">
                <i style={{ width: `${(row.onlineCount / row.stationCount) * 100}%` }} />
              </span>
            ) : null}
          </>
        ),
      },
      {
        id: "stations",
        head: t("stations"),
        numeric: true,
        phone: "hide",
        csv: (row) => row.stationCount,
        cell: (row) => format.number(row.stationCount),
      },
      {
        id: "sessions",
        head: t("sessions"),
        numeric: true,
        phoneLabel: t("sessions"),
        csv: (row) => row.activeSessionCount,
        cell: (row) => format.number(row.activeSessionCount),
      },
      {
        id: "since",
        head: t("since"),
        numeric: true,
        phone: "hide",
        csv: (row) => row.createdAt,
        cell: (row) => (
          <time dateTime={row.createdAt.toISOString()} title={format.exact(row.createdAt, row.timeZone)}>
            {format.date(row.createdAt, row.timeZone)}
          </time>
        ),
      },
      {
        id: "act",
        head: t("actions"),
        hideHead: true,
        numeric: true,
        phone: "end",
        cell: (row) => {
          const word = row.status === "active" ? "suspend" : "reactivate";
          return (
            <Button
              size="s"
              icon={word === "suspend" ? "lock" : "redo"}
              onClick={() => change(row)}
              aria-label={t(`${word}.title`, { name: row.name })}
            >
              {t(`${word}.do`)}
            </Button>
          );
        },
      },
    ],
    [t, format, change],
  );
}
