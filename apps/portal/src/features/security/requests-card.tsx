"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Card, CardHead } from "@/ui/card";
import { CopyButton } from "@/ui/copy-button";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import { CsvButton } from "@/ui/table-tools";
import { answerColumn, lastAskedColumn } from "../certificates/answer-columns";
import { useCertificateKind } from "../certificates/certificate-kind";
import type { StationDetail } from "../stations/station";
import type { SigningRequest } from "./security-events";

/** A02, A03: what the station wanted signed, and what it was answered. */
export function RequestsCard({ station: { identity, timeZone } }: { station: StationDetail }) {
  const t = useTranslations("security");
  const columns = useRequestColumns(timeZone);
  const list = useList("security.requests", { identity, limit: 20 }, useTRPCClient().security.requests.query);
  return (
    <Card>
      <CardHead title={t("requests")} note={t("requestsNote")}>
        <CsvButton name={`${identity}-signing-requests`} columns={columns} rows={list.rows} />
      </CardHead>
      <Table
        label={t("requests")}
        columns={columns}
        pages={list.pages}
        rowKey={({ id }) => id}
        rowName={({ id }) => id}
        skeletonRows={2}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        empty={<Empty icon="key" title={t("noRequests")} />}
      />
    </Card>
  );
}

function useRequestColumns(timeZone: string): Column<SigningRequest>[] {
  const t = useTranslations("security");
  const kindOf = useCertificateKind();
  return useMemo<Column<SigningRequest>[]>(
    () => [
      {
        id: "kind",
        head: t("signWhat"),
        phone: "name",
        fixed: true,
        width: "28%",
        csv: (row) => row.certificateType,
        cell: (row) => <b className="strong">{kindOf(row.certificateType)}</b>,
      },
      answerColumn(t("ourAnswer")),
      {
        id: "csr",
        head: t("request"),
        phone: "half",
        width: "150px",
        csv: (row) => row.csr,
        cell: (row) => <CopyButton text={row.csr} label={t("copyRequest")} />,
      },
      lastAskedColumn(t("lastAsked"), (n) => t("repeats", { n }), timeZone),
    ],
    [t, kindOf, timeZone],
  );
}
