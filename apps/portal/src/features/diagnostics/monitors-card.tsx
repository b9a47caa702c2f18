"use client";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { Card, CardHead } from "@/ui/card";
import { Empty } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import type { StationDetail } from "../stations/station";
import { ClearMonitor } from "./clear-monitor";
import { technicalName } from "./device-words";
import { type Monitor, useMonitorColumns } from "./monitor-columns";
import { MonitoringFacts } from "./monitoring-facts";
import { RequestMonitors } from "./request-monitors";
import { SetMonitor } from "./set-monitor";

type Open = { what: "report" | "set" } | { what: "change" | "clear"; monitor: Monitor };

/** What the station watches of itself, as it last told or took from us. */
export function MonitorsCard({ station }: { station: StationDetail }) {
  const t = useTranslations("diagnostics");
  const address = useAddress();
  const search = address.read("find") ?? "";
  const [open, setOpen] = useState<Open>();
  const act = useCallback((what: "change" | "clear", monitor: Monitor) => setOpen({ what, monitor }), []);
  const columns = useMonitorColumns(station.timeZone, act);
  const list = useList(
    "diagnostics.monitors",
    { identity: station.identity, limit: 100, search: search || undefined },
    useTRPCClient().diagnostics.monitors.query,
  );
  const close = () => setOpen(undefined);
  return (
    <>
      <MonitoringFacts station={station} />
      <Card>
        <CardHead title={t("monitors")}>
          <SearchField
            label={t("findMonitor")}
            value={search}
            onChange={(find) => address.write({ find }, "replace")}
          />
          <CsvButton name={`${station.identity}-monitors`} columns={columns} rows={list.rows} />
          <Button icon="redo" onClick={() => setOpen({ what: "report" })}>
            {t("askMonitors")}
          </Button>
          <Button look="go" icon="plus" onClick={() => setOpen({ what: "set" })}>
            {t("setMonitor")}
          </Button>
        </CardHead>
        <Table
          label={t("monitors")}
          columns={columns}
          pages={list.pages}
          rowKey={(row) => String(row.monitorId)}
          rowName={technicalName}
          {...list.more}
          error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
          empty={
            search ? (
              <Empty icon="search" title={t("noMonitorFound", { text: search })} />
            ) : (
              <Empty icon="eye" title={t("noMonitors")}>
                {t("noMonitorsNote")}
              </Empty>
            )
          }
        />
      </Card>
      {open?.what === "report" ? <RequestMonitors station={station} onClose={close} /> : null}
      {open?.what === "set" ? <SetMonitor station={station} onClose={close} /> : null}
      {open?.what === "change" ? <SetMonitor station={station} monitor={open.monitor} onClose={close} /> : null}
      {open?.what === "clear" ? <ClearMonitor station={station} monitor={open.monitor} onClose={close} /> : null}
    </>
  );
}
