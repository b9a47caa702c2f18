"use client";
import "../bulk-commands/bulk.css";
import "./stations.css";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC, useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Button, LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { ClearFilters } from "@/ui/filter-chip";
import { Empty } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Table } from "@/ui/table";
import { useColumnChoice } from "@/ui/table-columns";
import { ColumnMenu, CsvButton } from "@/ui/table-tools";
import { AddressTabs, Segments } from "@/ui/tabs";
import { BulkBar } from "../bulk-commands/bulk-bar";
import { BulkDrawer, BulkPicker } from "../bulk-commands/bulk-drawer";
import { reachOf } from "../bulk-commands/selection";
import { useSelection } from "../bulk-commands/use-selection";
import type { CommandEntry } from "../commands/list-commands";
import { StationsMap } from "../map/stations-map";
import { useScoped } from "../sites/use-scoped";
import { stationViews } from "./station";
import { stationHref, useStationColumns } from "./station-columns";
import { ModelFilter, SiteFilter, StateFilter } from "./station-filters";
import { useStationFilters } from "./use-station-filters";

type Props = { mapStyleUrl: string | null; commands: CommandEntry[] };

export function StationsPage({ mapStyleUrl, commands }: Props) {
  const t = useTranslations("stations");
  const trpc = useTRPC();
  const filters = useStationFilters();
  const scoped = useScoped();
  const { address } = filters;
  const [marked, setMarked] = useState<string>();
  const columns = useStationColumns();
  const choice = useColumnChoice("stations", columns);
  const counts = useQuery(
    trpc.stations.counts.queryOptions({ siteId: filters.site, search: filters.search || undefined }),
  ).data;
  const list = useList("stations.list", filters.input, useTRPCClient().stations.list.query);
  const { rows } = list;
  const withMap = address.read("show") !== "list";
  const { siteId, view, states, model, search } = filters.input;
  const bulk = useSelection({ siteId, view, states, model, search }, rows);
  const [drawer, setDrawer] = useState<{ action: string | undefined }>();
  const isBulk = bulk.stations.length > 0 || bulk.isLoading;
  const beside = isBulk && drawer !== undefined;
  useEffect(() => {
    if (!isBulk) setDrawer(undefined);
  }, [isBulk]);
  const total = filters.isFiltered ? undefined : counts?.[countOf[filters.view]];

  return (
    <>
      <div className="head">
        <div>
          <h1>{t("title")}</h1>
          <p>{counts ? t("counted", { n: counts.all, offline: counts.offline }) : " "}</p>
        </div>
        <div className="acts">
          <ColumnMenu columns={columns} hidden={choice.hidden} toggle={choice.toggle} />
          <CsvButton name="stations" columns={choice.shown} rows={rows} />
          <LinkButton icon="send" href="/bulk-commands">
            {t("bulk")}
          </LinkButton>
          <LinkButton look="go" icon="plus" href="/add-station">
            {t("add")}
          </LinkButton>
        </div>
      </div>
      <AddressTabs
        name="view"
        label={t("views")}
        tabs={stationViews
          .filter((id) => id !== "reboot" || filters.view === id || counts?.reboot)
          .map((id) => ({ id, label: t(`view.${id}`), note: counts?.[countOf[id]] }))}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a row of filters is no form field set */}
      <div className="row row--wrap" role="group" aria-label={t("filters")}>
        <SearchField
          label={t("search")}
          value={filters.search}
          onChange={(search) => address.write({ search }, "replace")}
        />
        <SiteFilter />
        <StateFilter chosen={filters.states} onChange={(state) => address.write({ state })} />
        <ModelFilter site={filters.site} chosen={filters.model} onChange={(model) => address.write({ model })} />
        {filters.isFiltered ? <ClearFilters onClear={filters.clear} /> : null}
        <span className="push only-desk">
          <Segments
            label={t("show")}
            value={withMap ? "both" : "list"}
            options={[
              { value: "both", label: t("listAndMap") },
              { value: "list", label: t("list") },
            ]}
            onChange={(show) => address.write({ show: show === "both" ? null : show })}
          />
        </span>
      </div>
      <div className={beside ? "with-drawer" : withMap ? "list" : "list list--alone"}>
        <Card>
          <Table
            label={t("title")}
            sticky
            columns={choice.shown.filter((column) => !(withMap || beside) || !narrowHides.has(column.id))}
            pages={list.pages}
            rowKey={(row) => row.id}
            rowName={(row) => row.identity}
            href={(row) => stationHref(row.identity)}
            sort={filters.sort}
            onSort={filters.setSort}
            marked={marked}
            onMark={setMarked}
            selection={bulk.selection}
            {...list.more}
            error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
            foot={total !== undefined ? t("shownOf", { n: rows.length, total }) : t("shown", { n: rows.length })}
            empty={
              counts?.all === 0 && !filters.isFiltered ? (
                <Empty
                  icon="station"
                  title={t("none")}
                  action={
                    <LinkButton look="go" icon="plus" href="/add-station">
                      {t("add")}
                    </LinkButton>
                  }
                >
                  {t("noneNote")}
                </Empty>
              ) : (
                <Empty
                  icon="search"
                  title={t("noMatch")}
                  action={
                    filters.isFiltered ? (
                      <Button onClick={filters.clear}>{t("clear")}</Button>
                    ) : (
                      <LinkButton href={scoped("/stations")}>{t("showAll")}</LinkButton>
                    )
                  }
                />
              )
            }
          />
          {isBulk || bulk.error ? (
            <BulkBar
              reach={reachOf(bulk.stations)}
              total={bulk.total}
              isLoading={bulk.isLoading}
              error={bulk.error}
              onAction={(action) => setDrawer({ action })}
              onClear={bulk.clear}
            />
          ) : null}
        </Card>
        {beside ? (
          drawer.action === undefined ? (
            <BulkPicker
              commands={commands}
              onPick={(action) => setDrawer({ action })}
              onClose={() => setDrawer(undefined)}
            />
          ) : (
            <BulkDrawer
              key={drawer.action}
              action={drawer.action}
              stations={bulk.stations}
              onClose={() => setDrawer(undefined)}
            />
          )
        ) : withMap ? (
          <StationsMap marked={marked} onMark={setMarked} styleUrl={mapStyleUrl} />
        ) : null}
      </div>
    </>
  );
}

const countOf = {
  all: "all",
  charging: "charging",
  "cannot-sell": "cannotSell",
  "with-problems": "withProblems",
  offline: "offline",
  waiting: "waiting",
  reboot: "reboot",
} as const;

// Beside the map there is no room for these.
const narrowHides = new Set(["seen", "vendor", "serial"]);
