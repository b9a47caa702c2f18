"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Age } from "@/ui/age";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { type SecurityEvent, toneOf } from "./security-events";

export function useEventColumns(timeZone: string): Column<SecurityEvent>[] {
  const t = useTranslations("security");
  return useMemo(() => {
    // A vendor's own event has no words of ours.
    const wordsOf = (type: string) => {
      const key = `types.${type}` as "types.FirmwareUpdated";
      return t.has(key) ? t(key) : undefined;
    };
    return [
      {
        id: "type",
        head: t("event"),
        phone: "name",
        fixed: true,
        width: "38%",
        csv: (row) => row.type,
        cell: (row) => (
          <>
            <b className="strong">{wordsOf(row.type) ?? row.type}</b>
            {wordsOf(row.type) ? <small>{row.type}</small> : null}
          </>
        ),
      },
      {
        id: "criticality",
        head: t("criticality"),
        phone: "end",
        width: "150px",
        csv: (row) => row.criticality,
        cell: (row) => <Tag tone={toneOf[row.criticality]}>{t(`criticalities.${row.criticality}`)}</Tag>,
      },
      {
        id: "techInfo",
        head: t("techInfo"),
        phone: "full",
        width: "auto",
        csv: (row) => row.techInfo,
        cell: (row) => (row.techInfo ? <span className="mono">{row.techInfo}</span> : <span className="dim">–</span>),
      },
      {
        id: "occurred",
        head: t("occurred"),
        numeric: true,
        width: "128px",
        phoneLabel: t("occurred"),
        csv: (row) => row.occurredAt,
        cell: (row) => <Age at={row.occurredAt} timeZone={timeZone} />,
      },
      {
        id: "received",
        head: t("received"),
        numeric: true,
        width: "128px",
        phoneLabel: t("received"),
        csv: (row) => row.receivedAt,
        cell: (row) => (
          <>
            <Age className="dim" at={row.receivedAt} timeZone={timeZone} />
            {row.resends > 0 ? <small>{t("resends", { n: row.resends })}</small> : null}
          </>
        ),
      },
    ];
  }, [t, timeZone]);
}
