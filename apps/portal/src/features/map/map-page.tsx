"use client";
import "../stations/stations.css";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Card } from "@/ui/card";
import type { Box } from "@/ui/map";
import { Empty } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Table } from "@/ui/table";
import { stationHref, useStationColumns } from "../stations/station-columns";
import { SiteFilter, StateFilter } from "../stations/station-filters";
import { useStationFilters } from "../stations/use-station-filters";
import { StationsMap } from "./stations-map";

/** The map, and beside it the stations that are in sight. */
export function MapPage({ mapStyleUrl }: { mapStyleUrl: string | null }) {
  const t = useTranslations("map");
  const stations = useTranslations("stations");
  const filters = useStationFilters();
  const [marked, setMarked] = useState<string>();
  const [box, setBox] = useState<Box>();
  const all = useStationColumns();
  const columns = useMemo(() => all.filter((column) => column.id === "station" || column.id === "state"), [all]);
  const list = useList(
    "stations.list",
    { ...filters.input, bounds: box && roundBox(box) },
    useTRPCClient().stations.list.query,
  );
  return (
    <>
      <div className="head">
        <h1>{t("title")}</h1>
        <div className="acts">
          <SearchField
            label={stations("search")}
            value={filters.search}
            onChange={(search) => filters.address.write({ search }, "replace")}
          />
          <SiteFilter />
          <StateFilter chosen={filters.states} onChange={(state) => filters.address.write({ state })} />
        </div>
      </div>
      <div className="atlas">
        <Card>
          <Table
            label={t("inSight")}
            columns={columns}
            pages={list.pages}
            rowKey={(row) => row.id}
            rowName={(row) => row.identity}
            href={(row) => stationHref(row.identity)}
            marked={marked}
            onMark={setMarked}
            {...list.more}
            error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
            foot={box ? t("inSight") : undefined}
            empty={<Empty icon="map" title={t("nothingInSight")} />}
          />
        </Card>
        <StationsMap marked={marked} onMark={setMarked} onMove={setBox} styleUrl={mapStyleUrl} />
      </div>
    </>
  );
}

// Four decimals are ten metres: enough, and the same view asks the same question.
function roundBox(box: Box): Box {
  const round = (n: number) => Math.round(n * 1e4) / 1e4;
  return {
    west: Math.max(-180, round(box.west)),
    east: Math.min(180, round(box.east)),
    south: round(box.south),
    north: round(box.north),
  };
}
