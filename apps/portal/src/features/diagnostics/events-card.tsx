"use client";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Card, CardHead } from "@/ui/card";
import { ClearFilters, FilterChip } from "@/ui/filter-chip";
import { Empty } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import type { StationDetail } from "../stations/station";
import { technicalName } from "./device-words";
import { triggers, useEventColumns } from "./event-columns";
import { severities, useSeverityWord } from "./severity";

/** Everything the station noticed, newest first: a page at a time, however many there are. */
export function EventsCard({ station }: { station: StationDetail }) {
  const t = useTranslations("diagnostics");
  const word = useSeverityWord();
  const { address, filters, isFiltered, clear } = useEventFilters();
  const columns = useEventColumns(station.timeZone);
  const list = useList(
    "diagnostics.events",
    { identity: station.identity, limit: 100, ...filters },
    useTRPCClient().diagnostics.events.query,
  );
  return (
    <Card>
      <CardHead title={t("events")} note={t("eventsNote")}>
        <SearchField
          label={t("findEvent")}
          value={filters.search ?? ""}
          onChange={(find) => address.write({ find }, "replace")}
        />
        <FilterChip
          single
          name={t("severityHead")}
          options={severities.map((one) => ({ value: String(one), label: t("atMost", { n: one, word: word(one) }) }))}
          chosen={filters.severityAtMost === undefined ? [] : [String(filters.severityAtMost)]}
          onChange={([severity]) => address.write({ severity })}
        />
        <FilterChip
          single
          name={t("trigger.head")}
          options={triggers.map((value) => ({ value, label: t(`trigger.${value}`) }))}
          chosen={filters.trigger ? [filters.trigger] : []}
          onChange={([trigger]) => address.write({ trigger })}
        />
        <button
          type="button"
          className={filters.onlyProblems ? "chip chip--on" : "chip"}
          aria-pressed={filters.onlyProblems}
          onClick={() => address.write({ problems: filters.onlyProblems ? null : "1" })}
        >
          {t("onlyProblems")}
        </button>
        {isFiltered ? <ClearFilters onClear={clear} /> : null}
        <CsvButton name={`${station.identity}-events`} columns={columns} rows={list.rows} />
      </CardHead>
      <Table
        label={t("events")}
        columns={columns}
        pages={list.pages}
        rowKey={(row) => row.id}
        rowName={technicalName}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        empty={
          isFiltered ? (
            <Empty icon="search" title={t("noEventFound")} />
          ) : (
            <Empty icon="pulse" title={t("noEvents")}>
              {t("noEventsNote")}
            </Empty>
          )
        }
      />
    </Card>
  );
}

/** What the address says of the list. */
function useEventFilters() {
  const address = useAddress();
  const severity = Number(address.read("severity") ?? Number.NaN);
  const search = address.read("find");
  const trigger = triggers.find((one) => one === address.read("trigger"));
  const onlyProblems = address.read("problems") === "1";
  const severityAtMost = severities.find((one) => one === severity);
  return {
    address,
    filters: { search, trigger, onlyProblems, severityAtMost },
    isFiltered: Boolean(search || trigger || onlyProblems || severityAtMost !== undefined),
    clear: () => address.write({ find: null, trigger: null, problems: null, severity: null }),
  };
}
