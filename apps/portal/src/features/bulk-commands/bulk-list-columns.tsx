"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Age } from "@/ui/age";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { type BulkCommand, bulkOutcomes, doneCountOf } from "./bulk-command";
import { bulkHref } from "./bulk-href";
import { BulkProgress } from "./bulk-progress";
import { OutcomeTag } from "./outcome-tag";

export function useBulkListColumns(timeZone: string): Column<BulkCommand>[] {
  const t = useTranslations("bulk");
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: "command",
        head: t("command"),
        phone: "name",
        fixed: true,
        width: "auto",
        csv: (row) => row.action,
        cell: (row) => (
          <>
            <Link className="name-link" href={bulkHref(row.id)}>
              {row.action}
            </Link>
            <small>{t("reach", { n: row.total })}</small>
          </>
        ),
      },
      {
        id: "progress",
        head: t("progress"),
        phone: "full",
        width: "240px",
        csv: (row) => `${doneCountOf(row)}/${row.total}`,
        cell: (row) =>
          row.isDone ? (
            <Tag tone="good" icon="check">
              {t("done")}
            </Tag>
          ) : (
            <BulkProgress bulk={row} />
          ),
      },
      {
        id: "outcomes",
        head: t("outcomes"),
        phone: "full",
        width: "360px",
        csv: (row) =>
          countsOf(row)
            .map(([outcome, n]) => `${n} ${t(`outcome.${outcome}`)}`)
            .join("; "),
        cell: (row) => (
          <span className="row row--wrap">
            {countsOf(row).map(([outcome, n]) => (
              <OutcomeTag key={outcome} outcome={outcome} count={format.number(n)} />
            ))}
          </span>
        ),
      },
      {
        id: "asked",
        head: t("asked"),
        phone: "full",
        width: "190px",
        csv: (row) => row.createdAt,
        cell: (row) => (
          <>
            <Age at={row.createdAt} timeZone={timeZone} />
            <small className="cut">{row.requestedBy ?? t("someone")}</small>
          </>
        ),
      },
    ],
    [t, format, timeZone],
  );
}

const countsOf = ({ outcomes }: BulkCommand) =>
  bulkOutcomes.flatMap((outcome) => (outcomes[outcome] > 0 ? [[outcome, outcomes[outcome]] as const] : []));
