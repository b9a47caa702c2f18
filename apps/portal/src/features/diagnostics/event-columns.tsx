"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Answers } from "@/client/answers";
import { Age } from "@/ui/age";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { technicalName, useDeviceWords } from "./device-words";
import { SeverityTag } from "./severity";
import { VariableCell } from "./variable-cell";

type Event = Answers["diagnostics"]["events"]["items"][number];

export const triggers = ["Alerting", "Delta", "Periodic"] as const;

const kinds = ["HardWiredNotification", "HardWiredMonitor", "PreconfiguredMonitor", "CustomMonitor"] as const;

/** Told so much later than it happened, or by a clock that is so far off, it is worth a word. */
const lateMs = 60_000;

export function useEventColumns(timeZone: string): Column<Event>[] {
  const t = useTranslations("diagnostics");
  const words = useDeviceWords();
  const format = useFormat();
  return useMemo(() => {
    const triggerWord = (trigger: string) => {
      const known = triggers.find((one) => one === trigger);
      return known ? t(`trigger.${known}`) : trigger;
    };
    const kindWord = (kind: string) => {
      const known = kinds.find((one) => one === kind);
      return known ? t(`kind.${known}`) : kind;
    };
    const more = (row: Event) =>
      [
        [row.techCode, row.techInfo].filter(Boolean).join(": "),
        row.transactionId ? t("ofSession", { id: row.transactionId }) : null,
        row.cause === null ? null : t("causedBy", { id: row.cause }),
      ]
        .filter(Boolean)
        .join(" · ");
    return [
      {
        id: "what",
        head: t("what"),
        phone: "name",
        fixed: true,
        width: "28%",
        csv: technicalName,
        cell: (row) => <VariableCell of={row} />,
      },
      {
        id: "value",
        head: t("value"),
        phone: "full",
        width: "auto",
        csv: (row) => [row.actualValue, row.unit].filter(Boolean).join(" "),
        cell: (row) => (
          <>
            {words.value(row.actualValue, row.unit)}{" "}
            {row.isCleared ? (
              <Tag tone="good" icon="check">
                {t("cleared")}
              </Tag>
            ) : row.isProblem ? (
              <Tag tone="bad">{t("problem")}</Tag>
            ) : null}
            {more(row) ? <small>{more(row)}</small> : null}
          </>
        ),
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
        id: "trigger",
        head: t("trigger.head"),
        phone: "full",
        width: "20%",
        csv: (row) => `${row.trigger} ${row.notificationType}`,
        cell: (row) => (
          <>
            {triggerWord(row.trigger)}
            <small>
              {row.monitorId === null
                ? kindWord(row.notificationType)
                : t("ofMonitor", { kind: kindWord(row.notificationType), id: row.monitorId })}
            </small>
          </>
        ),
      },
      {
        id: "at",
        head: t("when"),
        numeric: true,
        phone: "end",
        width: "128px",
        csv: (row) => row.occurredAt,
        cell: (row) => (
          <>
            <Age at={row.occurredAt} timeZone={timeZone} />
            {Math.abs(row.receivedAt.getTime() - row.occurredAt.getTime()) > lateMs ? (
              <small title={format.exact(row.receivedAt, timeZone)}>
                {t("heardAt", { when: format.clock(row.receivedAt, timeZone) })}
              </small>
            ) : null}
          </>
        ),
      },
    ];
  }, [t, words, format, timeZone]);
}
