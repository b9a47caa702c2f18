"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Answers } from "@/client/answers";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { Life, ProgressTag, useProgressWords } from "../commands/life";

export type FirmwareJob = Answers["firmware"]["jobs"]["items"][number];

export const jobKinds = ["update", "publish", "unpublish"] as const;

export function useFirmwareColumns(timeZone: string): Column<FirmwareJob>[] {
  const t = useTranslations("firmware");
  const format = useFormat();
  const { why } = useProgressWords();
  return useMemo(
    () => [
      {
        id: "job",
        head: t("job"),
        phone: "name",
        fixed: true,
        width: "22%",
        csv: (row) => `${row.kind} ${row.requestId ?? ""}`,
        cell: (row) => (
          <>
            <b className="strong">{t(`kind.${row.kind}`)}</b>{" "}
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
        width: "28%",
        csv: (row) => row.location ?? row.checksum,
        cell: (row) => (
          <>
            <span>{row.location ?? row.checksum ?? <span className="dim">{t("fileUnknown")}</span>}</span>
            {row.location && row.checksum ? <small className="mono">{row.checksum}</small> : null}
            {row.isSigned === null ? null : <small>{t(row.isSigned ? "signed" : "unsigned")}</small>}
            {row.retrieveAt ? <small>{t("fetchAt", { when: format.exact(row.retrieveAt, timeZone) })}</small> : null}
            {row.installAt ? <small>{t("installAt", { when: format.exact(row.installAt, timeZone) })}</small> : null}
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
    ],
    [t, format, why, timeZone],
  );
}
