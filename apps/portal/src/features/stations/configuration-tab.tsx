"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { Card, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import { StationDriftCard } from "../configuration-templates/station-drift";
import { RebootNotice } from "./reboot-notice";
import { ReportProgress } from "./report-progress";
import { RequestReport } from "./request-report";
import { SetVariable } from "./set-variable";
import type { StationDetail, Variable } from "./station";
import { useVariableColumns, variableKey, variableName } from "./variable-columns";

/** The device model as the station last told it. */
export function ConfigurationTab({ station }: { station: StationDetail }) {
  const t = useTranslations("configuration");
  const address = useAddress();
  const format = useFormat();
  const search = address.read("find") ?? "";
  const [setting, setSetting] = useState<Variable>();
  const [asking, setAsking] = useState(false);
  const columns = useVariableColumns(setSetting);
  const list = useList(
    "stations.variables",
    { identity: station.identity, limit: 100, search: search || undefined },
    useTRPCClient().stations.variables.query,
  );
  const { rows, firstPage: first } = list;
  return (
    <>
      <RebootNotice station={station} />
      <ReportProgress station={station} onAsk={() => setAsking(true)} />
      <StationDriftCard station={station} />
      <Card>
        <CardHead
          title={t("title")}
          note={
            first?.reportedAt ? (
              <>
                {t("reported")} <Age at={first.reportedAt} timeZone={station.timeZone} />
              </>
            ) : undefined
          }
        >
          <SearchField label={t("find")} value={search} onChange={(find) => address.write({ find }, "replace")} />
          <CsvButton name={`${station.identity}-variables`} columns={columns} rows={rows} />
          <Button icon="redo" onClick={() => setAsking(true)}>
            {t("ask")}
          </Button>
        </CardHead>
        <Table
          label={t("title")}
          columns={columns}
          pages={list.pages}
          rowKey={variableKey}
          rowName={variableName}
          {...list.more}
          error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
          foot={first ? t("shownOf", { n: rows.length, total: format.number(first.total) }) : undefined}
          empty={
            search ? (
              <Empty icon="search" title={t("noMatch", { text: search })} />
            ) : (
              <Empty
                icon="gear"
                title={t("none")}
                action={
                  <Button look="go" icon="redo" onClick={() => setAsking(true)}>
                    {t("ask")}
                  </Button>
                }
              >
                {t("noneNote")}
              </Empty>
            )
          }
        />
        {setting ? <SetVariable station={station} variable={setting} onClose={() => setSetting(undefined)} /> : null}
        {asking ? <RequestReport station={station} onClose={() => setAsking(false)} /> : null}
      </Card>
    </>
  );
}
