"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Answers } from "@/client/answers";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { Life, ProgressTag, useProgressWords } from "../commands/life";
import { logTypes } from "./request-log";

type Log = Answers["diagnostics"]["logs"]["items"][number];

export function useLogColumns(timeZone: string): Column<Log>[] {
  const t = useTranslations("diagnostics");
  const format = useFormat();
  const { why } = useProgressWords();
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
        cell: (row) => (
          <>
            <b className="strong">{typeWord(row.logType)}</b>{" "}
            {row.isAsked ? null : (
              <Tag tone="warn" title={t("notAskedNote")}>
                {t("notAsked")}
              </Tag>
            )}
            <small>{row.requestId === null ? t("noNumber") : t("requestNumber", { n: row.requestId })}</small>
          </>
        ),
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
      {
        id: "status",
        head: t("state"),
        phone: "end",
        width: "150px",
        csv: (row) => row.status,
        cell: (row) => <ProgressTag status={row.status} />,
      },
      {
        id: "life",
        head: t("howItWent"),
        phone: "full",
        width: "auto",
        csv: (row) => row.steps.map(({ status, at }) => `${status} ${at}`).join("; "),
        cell: (row) => (
          <>
            <Life steps={row.steps} timeZone={timeZone} />
            {(row.reason ?? why(row.status)) ? <small>{row.reason ?? why(row.status)}</small> : null}
          </>
        ),
      },
    ];
  }, [t, format, why, timeZone]);
}
