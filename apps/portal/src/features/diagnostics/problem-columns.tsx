"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Answers } from "@/client/answers";
import { Age } from "@/ui/age";
import type { Column } from "@/ui/table-columns";
import { technicalName, useDeviceWords } from "./device-words";
import { SeverityTag } from "./severity";
import { VariableCell } from "./variable-cell";

type Problem = Answers["diagnostics"]["problems"]["items"][number];

export function useProblemColumns(timeZone: string): Column<Problem>[] {
  const t = useTranslations("diagnostics");
  const words = useDeviceWords();
  return useMemo(
    () => [
      {
        id: "what",
        head: t("what"),
        phone: "name",
        fixed: true,
        width: "34%",
        csv: technicalName,
        cell: (row) => <VariableCell of={row} />,
      },
      {
        id: "value",
        head: t("told"),
        phone: "full",
        width: "auto",
        csv: (row) => row.actualValue,
        cell: (row) => (
          <>
            {words.value(row.actualValue, row.unit)}
            {row.techCode || row.techInfo ? (
              <small>{[row.techCode, row.techInfo].filter(Boolean).join(": ")}</small>
            ) : null}
          </>
        ),
      },
      {
        id: "severity",
        head: t("severityHead"),
        phone: "half",
        width: "170px",
        csv: (row) => row.severity,
        cell: (row) => <SeverityTag severity={row.severity} />,
      },
      {
        id: "since",
        head: t("since"),
        numeric: true,
        phone: "end",
        width: "120px",
        csv: (row) => row.since,
        cell: (row) => <Age at={row.since} timeZone={timeZone} />,
      },
    ],
    [t, words, timeZone],
  );
}
