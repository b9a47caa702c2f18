"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Card, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import { CsvButton } from "@/ui/table-tools";
import type { StationDetail } from "../stations/station";
import { answerColumn, whenColumn } from "./answer-columns";
import type { CertificateChange } from "./certificate";
import { useCertificateKind } from "./certificate-kind";

/** M04, M05: what was installed and deleted from here, and the station's word on it; nothing while there was nothing. */
export function ChangesCard({ station: { identity, timeZone } }: { station: StationDetail }) {
  const t = useTranslations("certificates");
  const columns = useChangeColumns(timeZone);
  const list = useList("certificates.changes", { identity, limit: 20 }, useTRPCClient().certificates.changes.query);
  if (list.rows.length === 0) return null;
  return (
    <Card>
      <CardHead title={t("changes")}>
        <CsvButton name={`${identity}-certificate-changes`} columns={columns} rows={list.rows} />
      </CardHead>
      <Table
        label={t("changes")}
        columns={columns}
        pages={list.pages}
        rowKey={({ id }) => id}
        rowName={({ kind }) => t(`change.${kind}`)}
        {...list.more}
        empty={null}
      />
    </Card>
  );
}

function useChangeColumns(timeZone: string): Column<CertificateChange>[] {
  const t = useTranslations("certificates");
  const format = useFormat();
  const kindOf = useCertificateKind();
  return useMemo<Column<CertificateChange>[]>(
    () => [
      {
        id: "kind",
        head: t("change.what"),
        phone: "name",
        fixed: true,
        width: "24%",
        csv: (row) => row.kind,
        cell: (row) => (
          <>
            <b className="strong">{t(`change.${row.kind}`)}</b>
            {row.certificateType ? <small>{kindOf(row.certificateType)}</small> : null}
          </>
        ),
      },
      {
        id: "certificate",
        head: t("certificate"),
        phone: "full",
        width: "auto",
        csv: (row) => row.subject ?? row.hash?.serialNumber ?? null,
        cell: (row) =>
          row.hash ? (
            <>
              {t("serial")} <span className="mono">{row.hash.serialNumber}</span>
            </>
          ) : (
            <>
              {row.subject ?? t("unreadable")}
              {row.validTo ? <small>{t("validUntil", { when: format.date(row.validTo, timeZone) })}</small> : null}
            </>
          ),
      },
      answerColumn(t("itsAnswer"), "26%"),
      whenColumn(t("when"), timeZone),
    ],
    [t, format, kindOf, timeZone],
  );
}
