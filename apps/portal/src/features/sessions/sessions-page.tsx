"use client";
import "./sessions.css";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC, useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Button, LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { ClearFilters } from "@/ui/filter-chip";
import { useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Table } from "@/ui/table";
import { useColumnChoice } from "@/ui/table-columns";
import { ColumnMenu, CsvButton } from "@/ui/table-tools";
import { AddressTabs } from "@/ui/tabs";
import { useScoped } from "../sites/use-scoped";
import { SiteFilter } from "../stations/station-filters";
import { sessionHref, useSessionColumns } from "./session-columns";
import { type SessionView, sessionViews } from "./session-input";
import { StationFilter } from "./station-filter";
import { TimeFilter } from "./time-filter";
import { useSessionFilters } from "./use-session-filters";

export function SessionsPage({ timeZone: tenantZone }: { timeZone: string }) {
  const t = useTranslations("sessions");
  const trpc = useTRPC();
  const format = useFormat();
  const scoped = useScoped();
  const { address, filters, input, timeZone, isFiltered, setSort, clear } = useSessionFilters(tenantZone);
  const columns = useSessionColumns();
  const choice = useColumnChoice("sessions", columns);
  const counts = useQuery(trpc.sessions.counts.queryOptions({ siteId: filters.site })).data;
  const list = useList("sessions.list", input, useTRPCClient().sessions.list.query);
  const { rows } = list;
  const noteOf = (view: SessionView) =>
    view === "all" || !counts ? undefined : format.number(counts[view === "active" ? "active" : "withGaps"]);
  // What no index orders is looked for among the newest only; what none finds in recent time, unless one is chosen.
  const reach = filters.sort.key === "energyWh" ? "energy" : filters.search && !input.from ? "search" : undefined;

  return (
    <>
      <div className="head">
        <div>
          <h1>{t("title")}</h1>
          <p>{counts ? t("counted", { active: counts.active, today: counts.today }) : " "}</p>
        </div>
        <div className="acts">
          <ColumnMenu columns={columns} hidden={choice.hidden} toggle={choice.toggle} />
          <CsvButton name="sessions" columns={choice.shown} rows={rows} />
          <LinkButton icon="doc" href={scoped("/reports?new=1")}>
            {t("report")}
          </LinkButton>
        </div>
      </div>
      <AddressTabs
        name="view"
        label={t("views")}
        tabs={sessionViews.map((view) => ({ id: view, label: t(`view.${view}`), note: noteOf(view) }))}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a row of filters is no form field set */}
      <div className="row row--wrap" role="group" aria-label={t("filters")}>
        <SearchField
          label={t("search")}
          value={filters.search ?? ""}
          onChange={(search) => address.write({ search }, "replace")}
        />
        <TimeFilter asked={filters} timeZone={timeZone} />
        <SiteFilter />
        <StationFilter chosen={filters.station} siteId={filters.site} />
        {isFiltered ? <ClearFilters onClear={clear} /> : null}
        {reach ? <span className="small dim">{t(`reach.${reach}`)}</span> : null}
      </div>
      <Card>
        <Table
          label={t("title")}
          sticky
          columns={choice.shown}
          pages={list.pages}
          rowKey={(row) => row.id}
          rowName={(row) => t("rowName", { id: row.transactionId, station: row.stationIdentity })}
          href={(row) => sessionHref(row.id)}
          sort={filters.sort}
          onSort={setSort}
          {...list.more}
          error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
          foot={t("shown", { n: rows.length })}
          empty={
            isFiltered ? (
              <Empty icon="search" title={t("noMatch")} action={<Button onClick={clear}>{t("clear")}</Button>}>
                {t("noMatchNote")}
              </Empty>
            ) : (
              <Empty
                icon="pulse"
                title={t(`none.${filters.view}`)}
                action={
                  filters.view === "all" ? (
                    <LinkButton href={scoped("/stations")}>{t("toStations")}</LinkButton>
                  ) : (
                    <Button onClick={() => address.write({ view: null })}>{t("showAll")}</Button>
                  )
                }
              >
                {t(`noneNote.${filters.view}`)}
              </Empty>
            )
          }
        />
      </Card>
    </>
  );
}
