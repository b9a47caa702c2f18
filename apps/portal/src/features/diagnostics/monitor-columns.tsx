"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Answers } from "@/client/answers";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { technicalName, useDeviceWords } from "./device-words";
import { SeverityTag } from "./severity";
import { VariableCell } from "./variable-cell";

export type Monitor = Answers["diagnostics"]["monitors"]["items"][number];

export const monitorTypes = ["UpperThreshold", "LowerThreshold", "Delta", "Periodic", "PeriodicClockAligned"] as const;
export type MonitorType = (typeof monitorTypes)[number];

export const isMonitorType = (text: string): text is MonitorType => monitorTypes.includes(text as MonitorType);

export function useMonitorColumns(
  timeZone: string,
  onAct: (what: "change" | "clear", monitor: Monitor) => void,
): Column<Monitor>[] {
  const t = useTranslations("diagnostics");
  const words = useDeviceWords();
  return useMemo(() => {
    const typeWord = (type: string) => (isMonitorType(type) ? t(`monitorType.${type}`) : type);
    // A period is in seconds, whatever the unit of the variable.
    const limitOf = ({ type, value, unit }: Monitor) =>
      words.value(String(value), type.startsWith("Periodic") ? "s" : unit);
    return [
      {
        id: "what",
        head: t("what"),
        phone: "name",
        fixed: true,
        width: "26%",
        csv: technicalName,
        cell: (row) => <VariableCell of={row} />,
      },
      {
        id: "type",
        head: t("watchedFor"),
        phone: "full",
        width: "auto",
        csv: (row) => row.type,
        cell: (row) => (
          <>
            {typeWord(row.type)}
            {row.isTransaction ? <small>{t("duringSession")}</small> : null}
          </>
        ),
      },
      {
        id: "value",
        head: t("limit"),
        numeric: true,
        phone: "half",
        width: "112px",
        csv: (row) => row.value,
        cell: limitOf,
      },
      {
        id: "severity",
        head: t("severityHead"),
        phone: "half",
        width: "150px",
        csv: (row) => row.severity,
        cell: (row) => <SeverityTag severity={row.severity} />,
      },
      {
        id: "kind",
        head: t("kind.head"),
        phone: "full",
        width: "150px",
        csv: (row) => row.kind,
        cell: (row) =>
          row.kind ? <Tag>{t(`kind.${row.kind}`)}</Tag> : <span className="dim">{t("kind.unknown")}</span>,
      },
      {
        id: "known",
        head: t("lastTold"),
        numeric: true,
        phoneLabel: t("lastTold"),
        width: "112px",
        csv: (row) => row.knownAt,
        cell: (row) => (
          <>
            <Age at={row.knownAt} timeZone={timeZone} />
            <small>{t("monitorNumber", { n: row.monitorId })}</small>
          </>
        ),
      },
      {
        id: "act",
        head: t("actions"),
        hideHead: true,
        numeric: true,
        phone: "end",
        width: "150px",
        cell: (row) => (
          <>
            <Button
              size="s"
              aria-label={t("changeNamed", { name: technicalName(row), n: row.monitorId })}
              onClick={() => onAct("change", row)}
            >
              {t("change")}
            </Button>{" "}
            <Button
              size="s"
              aria-label={t("clearNamed", { name: technicalName(row), n: row.monitorId })}
              onClick={() => onAct("clear", row)}
            >
              {t("clear")}
            </Button>
          </>
        ),
      },
    ];
  }, [t, words, timeZone, onAct]);
}
