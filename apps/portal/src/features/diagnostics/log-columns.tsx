"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Answers } from "@/client/answers";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { AskedCell, useProgressColumns } from "../commands/progress-columns";
import { logTypes } from "./request-log";

type Log = Answers["diagnostics"]["logs"]["items"][number];

export function useLogColumns(timeZone: string): Column<Log>[] {
  const t = useTranslations("diagnostics");
  const format = useFormat();
  const progress = useProgressColumns<Log>(timeZone);
  return useMemo(() => {
    const typeWord = (logType: string | null) => {
      const known = logTypes.find((one) => one === logType);
      return known ? t(`logType.${known}`) : t("logType.unknown");
    };
    const period = ({ oldestAt, latestAt }: Log) => {
      const [from, to] = [oldestAt, latestAt].map((at) => (at ? format.exact(at, timeZone) : "…"));
      return oldestAt || latestAt ? `${from} – ${to}` : null;
    };
    return [
      {
        id: "log",
        head: t("log"),
        phone: "name",
        fixed: true,
        width: "24%",
        csv: (row) => `${row.logType ?? ""} ${row.requestId ?? ""}`,
        cell: (row) => <AskedCell name={typeWord(row.logType)} isAsked={row.isAsked} requestId={row.requestId} />,
      },
      {
        id: "file",
        head: t("file"),
        phone: "full",
        width: "26%",
        csv: (row) => [row.remoteLocation, row.fileName].filter(Boolean).join(" "),
        cell: (row) => (
          <>
            <span>{row.fileName ?? <span className="dim">{t("noFileName")}</span>}</span>
            {row.remoteLocation ? <small>{row.remoteLocation}</small> : null}
            {period(row) ? <small>{period(row)}</small> : null}
          </>
        ),
      },
      ...progress,
    ];
  }, [t, format, progress, timeZone]);
}
