"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Card, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import { answerColumn, whenColumn } from "../certificates/answer-columns";
import { useCertificateKind } from "../certificates/certificate-kind";
import type { StationDetail } from "../stations/station";
import type { HandedOver } from "./security-events";

/** A02: the certificates that were handed to the station, where there were any. */
export function HandedOverCard({ station: { identity, timeZone } }: { station: StationDetail }) {
  const t = useTranslations("security");
  const columns = useHandedOverColumns(timeZone);
  const list = useList("security.signed", { identity, limit: 20 }, useTRPCClient().security.signed.query);
  if (list.rows.length === 0) return null;
  return (
    <Card>
      <CardHead title={t("handedOver")} />
      <Table
        label={t("handedOver")}
        columns={columns}
        pages={list.pages}
        rowKey={({ id }) => id}
        rowName={({ subject, id }) => subject ?? id}
        {...list.more}
        empty={null}
      />
    </Card>
  );
}

function useHandedOverColumns(timeZone: string): Column<HandedOver>[] {
  const t = useTranslations("security");
  const format = useFormat();
  const kindOf = useCertificateKind();
  return useMemo<Column<HandedOver>[]>(
    () => [
      {
        id: "subject",
        head: t("certificate"),
        phone: "name",
        fixed: true,
        width: "38%",
        cell: (row) => (
          <>
            <b className="strong">{row.subject ?? t("unreadable")}</b>
            <small>
              {[
                kindOf(row.certificateType),
                row.validTo && t("validUntil", { when: format.date(row.validTo, timeZone) }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </small>
          </>
        ),
      },
      answerColumn(t("itsAnswer")),
      whenColumn(t("when"), timeZone),
    ],
    [t, format, kindOf, timeZone],
  );
}
