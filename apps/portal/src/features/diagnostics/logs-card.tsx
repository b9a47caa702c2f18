"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { Card, CardHead } from "@/ui/card";
import { FilterChip } from "@/ui/filter-chip";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import type { StationDetail } from "../stations/station";
import { useLogColumns } from "./log-columns";
import { logTypes, RequestLog } from "./request-log";

/** Each log that was asked for, and how far its upload has come. */
export function LogsCard({ station }: { station: StationDetail }) {
  const t = useTranslations("diagnostics");
  const address = useAddress();
  const logType = logTypes.find((one) => one === address.read("log"));
  const [asking, setAsking] = useState(false);
  const columns = useLogColumns(station.timeZone);
  const list = useList(
    "diagnostics.logs",
    { identity: station.identity, limit: 50, logType },
    useTRPCClient().diagnostics.logs.query,
  );
  const ask = (
    <Button look="go" icon="in" onClick={() => setAsking(true)}>
      {t("askLog")}
    </Button>
  );
  return (
    <Card>
      <CardHead title={t("logs")} note={t("logsNote")}>
        <FilterChip
          single
          name={t("logType.head")}
          options={logTypes.map((value) => ({ value, label: t(`logType.${value}`) }))}
          chosen={logType ? [logType] : []}
          onChange={([log]) => address.write({ log })}
        />
        <CsvButton name={`${station.identity}-logs`} columns={columns} rows={list.rows} />
        {ask}
      </CardHead>
      <Table
        label={t("logs")}
        columns={columns}
        pages={list.pages}
        rowKey={(row) => row.id}
        rowName={(row) => t("logNamed", { n: row.requestId ?? "?" })}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        empty={
          <Empty icon="doc" title={t("noLogs")} action={ask}>
            {t("noLogsNote")}
          </Empty>
        }
      />
      {asking ? <RequestLog station={station} onClose={() => setAsking(false)} /> : null}
    </Card>
  );
}
