"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Age } from "@/ui/age";
import { useFormat } from "@/ui/format";
import type { IconName } from "@/ui/icon-shapes";
import type { Column } from "@/ui/table-columns";
import { Tag, type Tone } from "@/ui/tag";
import type { ReportRow, ReportStatus } from "./report";
import { ReportAction } from "./report-action";

export function useReportColumns(timeZone: string): Column<ReportRow>[] {
  const t = useTranslations("reports");
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: "report",
        head: t("report"),
        phone: "name",
        fixed: true,
        width: "auto",
        cell: (row) => (
          <>
            <b className="strong">{t(`kind.${row.kind}`)}</b>
            <small>
              {t("period", {
                from: format.date(row.from, timeZone),
                to: format.date(new Date(row.to.getTime() - 1), timeZone),
              })}{" "}
              · {row.siteName ?? t("allSites")}
            </small>
          </>
        ),
      },
      { id: "state", head: t("state"), phone: "full", width: "280px", cell: (row) => <ReportState report={row} /> },
      {
        id: "rows",
        head: t("rows"),
        numeric: true,
        width: "104px",
        phoneLabel: t("rows"),
        cell: (row) => (row.rowCount === null ? <span className="dim">–</span> : format.number(row.rowCount)),
      },
      {
        id: "size",
        head: t("size"),
        numeric: true,
        width: "104px",
        phone: "hide",
        cell: (row) => (row.sizeBytes === null ? <span className="dim">–</span> : format.bytes(row.sizeBytes)),
      },
      {
        id: "asked",
        head: t("asked"),
        phone: "hide",
        width: "160px",
        cell: (row) => (
          <>
            <Age at={row.createdAt} timeZone={timeZone} />
            <small className="cut">{row.requestedBy ?? t("someone")}</small>
          </>
        ),
      },
      {
        id: "act",
        head: t("actions"),
        hideHead: true,
        phone: "end",
        width: "140px",
        numeric: true,
        cell: (row) => <ReportAction report={row} />,
      },
    ],
    [t, format, timeZone],
  );
}

/** How it stands, with its progress or the reason of its failure. */
function ReportState({ report: { status, progress, error } }: { report: ReportRow }) {
  const t = useTranslations("reports");
  const percent = Math.round(progress * 100);
  if (status === "running")
    return (
      <>
        <span className="row between small">
          <span>{t("status.running")}</span>
          <span className="num">{percent} %</span>
        </span>
        <span
          className="bar bar--block"
          role="progressbar"
          aria-label={t("status.running")}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
        >
          <i style={{ width: `${percent}%` }} />
        </span>
      </>
    );
  return (
    <>
      <Tag {...lookOf[status]}>{t(`status.${status}`)}</Tag>
      {status === "failed" && error ? <small>{error}</small> : null}
    </>
  );
}

const lookOf: Record<ReportStatus, { tone: Tone; icon?: IconName }> = {
  queued: { tone: "info" },
  running: { tone: "info" },
  done: { tone: "good", icon: "check" },
  failed: { tone: "bad", icon: "warn" },
  cancelled: { tone: "plain" },
};
