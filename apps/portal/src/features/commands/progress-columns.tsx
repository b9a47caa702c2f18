"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { Life, ProgressTag, type Step, useProgressWords } from "./life";

type Progressing = { status: string; steps: Step[]; reason: string | null };

/** How something asked of a station stands, and how it went. */
export function useProgressColumns<Row extends Progressing>(timeZone: string): Column<Row>[] {
  const t = useTranslations("progress");
  const { why } = useProgressWords();
  return useMemo(
    () => [
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
    [t, why, timeZone],
  );
}

/** What was asked, by which number; said where a station tells of something that nobody asked for. */
export function AskedCell({ name, isAsked, requestId }: { name: string; isAsked: boolean; requestId: number | null }) {
  const t = useTranslations("progress");
  return (
    <>
      <b className="strong">{name}</b>{" "}
      {isAsked ? null : (
        <Tag tone="warn" title={t("notAskedNote")}>
          {t("notAsked")}
        </Tag>
      )}
      <small>{requestId === null ? t("noNumber") : t("requestNumber", { n: requestId })}</small>
    </>
  );
}
