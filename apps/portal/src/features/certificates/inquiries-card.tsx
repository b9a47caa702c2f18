"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Card, CardHead } from "@/ui/card";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import { CsvButton } from "@/ui/table-tools";
import type { StationDetail } from "../stations/station";
import { answerColumn, lastAskedColumn } from "./answer-columns";
import type { CertificateInquiry } from "./certificate";

/** M01, M02, M06: what the station asked for a car or about an issuer, what it was answered, and why. */
export function InquiriesCard({ station: { identity, timeZone } }: { station: StationDetail }) {
  const t = useTranslations("certificates");
  const columns = useInquiryColumns(timeZone);
  const list = useList("certificates.inquiries", { identity, limit: 20 }, useTRPCClient().certificates.inquiries.query);
  return (
    <Card>
      <CardHead title={t("inquiries")} note={t("inquiriesNote")}>
        <CsvButton name={`${identity}-certificate-inquiries`} columns={columns} rows={list.rows} />
      </CardHead>
      <Table
        label={t("inquiries")}
        columns={columns}
        pages={list.pages}
        rowKey={({ id }) => id}
        rowName={({ kind }) => t(`inquiry.${kind}`)}
        skeletonRows={2}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        empty={<Empty icon="plug" title={t("noInquiries")} />}
      />
    </Card>
  );
}

function useInquiryColumns(timeZone: string): Column<CertificateInquiry>[] {
  const t = useTranslations("certificates");
  return useMemo<Column<CertificateInquiry>[]>(
    () => [
      {
        id: "kind",
        head: t("inquiry.what"),
        phone: "name",
        fixed: true,
        width: "34%",
        csv: (row) => row.kind,
        cell: (row) => (
          <>
            <b className="strong">{t(`inquiry.${row.kind}`)}</b>
            <small className="one-line">{subjectOf(row.request)}</small>
          </>
        ),
      },
      answerColumn(t("ourAnswer")),
      lastAskedColumn(t("lastAsked"), (n) => t("repeats", { n }), timeZone),
    ],
    [t, timeZone],
  );
}

/** Which certificate, or which edition of ISO 15118. */
function subjectOf(request: unknown): string | null {
  const { serialNumber, responderURL, iso15118SchemaVersion } = request as Record<string, string | undefined>;
  return iso15118SchemaVersion ?? [serialNumber, responderURL].filter(Boolean).join(" · ");
}
