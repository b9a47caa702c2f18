"use client";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Card, CardBody, CardHead } from "@/ui/card";
import { Notice } from "@/ui/notice";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import type { StationDetail } from "../stations/station";
import { technicalName } from "./device-words";
import { useProblemColumns } from "./problem-columns";

/** What is wrong now, by the station's own word. */
export function ProblemsCard({ station }: { station: StationDetail }) {
  const t = useTranslations("diagnostics");
  const columns = useProblemColumns(station.timeZone);
  const list = useList(
    "diagnostics.problems",
    { identity: station.identity, limit: 50 },
    useTRPCClient().diagnostics.problems.query,
  );
  return (
    <Card>
      <CardHead title={t("problems")} note={t("problemsNote")}>
        {list.rows.length > 0 ? (
          <CsvButton name={`${station.identity}-problems`} columns={columns} rows={list.rows} />
        ) : null}
      </CardHead>
      <Table
        label={t("problems")}
        columns={columns}
        pages={list.pages}
        rowKey={(row) => row.key}
        rowName={technicalName}
        skeletonRows={2}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        empty={
          <CardBody>
            <Notice tone="good" title={t("noProblem")} />
          </CardBody>
        }
      />
    </Card>
  );
}
