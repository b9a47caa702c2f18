"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Age } from "@/ui/age";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { stationHref } from "../stations/station-columns";
import { type StationDrift, templateHref } from "./template";

export const driftHref = ({ identity }: StationDrift) => `${stationHref(identity)}?tab=configuration`;

const counted = [
  ["different", "warn"],
  ["unknown", "plain"],
  ["missing", "bad"],
  ["refused", "bad"],
  ["rebootRequired", "info"],
] as const;

export function useDriftColumns(timeZone: string): Column<StationDrift>[] {
  const t = useTranslations("templates.drift");
  return useMemo(
    () => [
      {
        id: "station",
        head: t("station"),
        phone: "name",
        fixed: true,
        width: "220px",
        csv: (row) => row.identity,
        cell: (row) => (
          <>
            <Link className="name-link" href={driftHref(row)}>
              {row.identity}
            </Link>
            <small>{row.siteName ?? t("noSite")}</small>
          </>
        ),
      },
      {
        id: "model",
        head: t("model"),
        phone: "full",
        width: "200px",
        csv: (row) => [row.vendor, row.model].filter(Boolean).join(" "),
        cell: (row) => (
          <>
            {row.vendor ?? <span className="dim">{t("neverBooted")}</span>}
            <small>{row.model}</small>
          </>
        ),
      },
      {
        id: "template",
        head: t("template"),
        phone: "full",
        width: "170px",
        csv: (row) => row.templateKey,
        cell: (row) =>
          row.templateKey ? (
            <Link href={templateHref(row.templateKey)}>{row.templateKey}</Link>
          ) : (
            <span className="dim">{t("noTemplate")}</span>
          ),
      },
      {
        id: "stands",
        head: t("stands"),
        phone: "full",
        width: "auto",
        csv: (row) => counted.flatMap(([name]) => (row[name] ? [t(`count.${name}`, { n: row[name] })] : [])).join("; "),
        cell: (row) => <Counts row={row} />,
      },
      {
        id: "checked",
        head: t("checked"),
        numeric: true,
        phone: "hide",
        width: "140px",
        csv: (row) => row.checkedAt,
        cell: (row) =>
          row.templateKey === null ? (
            <span className="dim">–</span>
          ) : row.checkedAt ? (
            <Age className="dim" at={row.checkedAt} timeZone={timeZone} />
          ) : (
            <span className="dim">{t("counting")}</span>
          ),
      },
    ],
    [t, timeZone],
  );
}

function Counts({ row }: { row: StationDrift }) {
  const t = useTranslations("templates.drift");
  if (row.templateKey === null) return <span className="dim">–</span>;
  const off = counted.filter(([name]) => row[name]);
  return (
    <span className="row row--wrap">
      {off.map(([name, tone]) => (
        <Tag key={name} tone={tone}>
          {t(`count.${name}`, { n: row[name] ?? 0 })}
        </Tag>
      ))}
      {off.length === 0 ? (
        <Tag tone="good" icon="check">
          {t("allSame", { n: row.same ?? 0 })}
        </Tag>
      ) : null}
      {row.isAsked ? <Tag icon="send">{t("asked")}</Tag> : null}
      {row.isOnline ? null : <span className="small dim">{t("offline")}</span>}
    </span>
  );
}
