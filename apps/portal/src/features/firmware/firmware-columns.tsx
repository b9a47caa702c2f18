"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Answers } from "@/client/answers";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { AskedCell, useProgressColumns } from "../commands/progress-columns";

export type FirmwareJob = Answers["firmware"]["jobs"]["items"][number];

export const jobKinds = ["update", "publish", "unpublish"] as const;

export function useFirmwareColumns(timeZone: string): Column<FirmwareJob>[] {
  const t = useTranslations("firmware");
  const format = useFormat();
  const progress = useProgressColumns<FirmwareJob>(timeZone);
  return useMemo(
    () => [
      {
        id: "job",
        head: t("job"),
        phone: "name",
        fixed: true,
        width: "22%",
        csv: (row) => `${row.kind} ${row.requestId ?? ""}`,
        cell: (row) => <AskedCell name={t(`kind.${row.kind}`)} isAsked={row.isAsked} requestId={row.requestId} />,
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
      ...progress,
    ],
    [t, format, progress, timeZone],
  );
}
