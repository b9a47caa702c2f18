"use client";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { FilterChip } from "@/ui/filter-chip";
import { FilterRow } from "@/ui/filter-row";
import { Empty } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Table } from "@/ui/table";
import { useColumnChoice } from "@/ui/table-columns";
import { ColumnMenu, CsvButton } from "@/ui/table-tools";
import { StationFilter } from "../sessions/station-filter";
import { SiteFilter } from "../stations/station-filters";
import { reservationStatuses } from "./reservation";
import { useReservationColumns } from "./reservation-columns";
import { reservationFilters, reservationInput } from "./reservation-input";

export function ReservationList() {
  const t = useTranslations("reservation");
  const address = useAddress();
  const filters = reservationFilters(address.read);
  const columns = useReservationColumns();
  const choice = useColumnChoice("reservations", columns);
  const list = useList("reservation.list", reservationInput(filters), useTRPCClient().reservation.list.query);
  const isNarrow = address.read("reservation") !== undefined;
  const isFiltered = Boolean(filters.search || filters.station || filters.statuses.length > 0);
  const clear = () => address.write({ search: null, station: null, status: null });
  return (
    <>
      <FilterRow
        label={t("filters")}
        onClear={isFiltered ? clear : undefined}
        tools={
          <>
            <ColumnMenu columns={columns} hidden={choice.hidden} toggle={choice.toggle} />
            <CsvButton name="reservations" columns={choice.shown} rows={list.rows} />
          </>
        }
      >
        <SearchField
          label={t("search")}
          value={filters.search ?? ""}
          onChange={(search) => address.write({ search }, "replace")}
        />
        <FilterChip
          name={t("state")}
          options={reservationStatuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
          chosen={filters.statuses}
          onChange={(status) => address.write({ status })}
        />
        <SiteFilter />
        <StationFilter chosen={filters.station} siteId={filters.site} />
      </FilterRow>
      <Card>
        <Table
          label={t("title")}
          sticky
          columns={isNarrow ? choice.shown.filter(({ id }) => !wide.has(id)) : choice.shown}
          pages={list.pages}
          rowKey={(row) => row.id}
          rowName={(row) => t("rowName", { card: row.idToken, station: row.stationIdentity })}
          href={(row) => address.hrefWith({ reservation: row.id })}
          marked={address.read("reservation")}
          {...list.more}
          error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
          foot={t("shown", { n: list.rows.length })}
          empty={
            isFiltered ? (
              <Empty icon="search" title={t("noMatch")} action={<Button onClick={clear}>{t("clear")}</Button>}>
                {t("noMatchNote")}
              </Empty>
            ) : (
              <Empty
                icon="clock"
                title={t("none")}
                action={<Button onClick={() => address.write({ new: "1" })}>{t("new")}</Button>}
              >
                {t("noneNote")}
              </Empty>
            )
          }
        />
      </Card>
    </>
  );
}

/** What gives way to the drawer beside the list. */
const wide = new Set(["asked", "session", "evse", "by"]);
