"use client";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Card, CardHead } from "@/ui/card";
import { FilterChip } from "@/ui/filter-chip";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import type { StationDetail } from "../stations/station";
import { useEventColumns } from "./event-columns";
import { criticalities } from "./security-events";

/** A04: what the station told of its own security. */
export function EventsCard({ station }: { station: StationDetail }) {
  const t = useTranslations("security");
  const address = useAddress();
  const columns = useEventColumns(station.timeZone);
  const criticality = criticalities.find((one) => one === address.read("criticality"));
  const list = useList(
    "security.events",
    { identity: station.identity, limit: 20, criticality },
    useTRPCClient().security.events.query,
  );
  return (
    <Card>
      <CardHead title={t("events")}>
        <FilterChip
          single
          name={t("criticality")}
          options={criticalities.map((value) => ({ value, label: t(`criticalities.${value}`) }))}
          chosen={criticality ? [criticality] : []}
          onChange={([next]) => address.write({ criticality: next })}
        />
        <CsvButton name={`${station.identity}-security-events`} columns={columns} rows={list.rows} />
      </CardHead>
      <Table
        label={t("events")}
        columns={columns}
        pages={list.pages}
        rowKey={({ id }) => id}
        rowName={({ type }) => type}
        skeletonRows={4}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        empty={
          criticality ? (
            <Empty icon="search" title={t("noMatch")} />
          ) : (
            <Empty icon="shield" title={t("noEvents")}>
              {t("noEventsNote")}
            </Empty>
          )
        }
      />
    </Card>
  );
}
