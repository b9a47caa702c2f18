"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC, useTRPCClient } from "@/client/trpc";
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
import { cardStates, cardTypes } from "./card";
import { useCardColumns } from "./card-columns";
import { cardFilters, cardInput } from "./card-input";
import { useCardName } from "./card-words";

function DriverChip({ id, onClear }: { id: string; onClear: () => void }) {
  const t = useTranslations("cards");
  const driver = useQuery(useTRPC().authorization.driver.queryOptions({ id })).data;
  return (
    <FilterChip
      single
      name={t("driver")}
      options={[{ value: id, label: driver?.name ?? "?" }]}
      chosen={[id]}
      onChange={onClear}
    />
  );
}

export function CardList({ timeZone }: { timeZone: string }) {
  const t = useTranslations("cards");
  const address = useAddress();
  const nameOf = useCardName();
  const filters = cardFilters(address.read);
  const columns = useCardColumns(timeZone);
  const choice = useColumnChoice("cards", columns);
  const list = useList("authorization.list", cardInput(filters), useTRPCClient().authorization.list.query);
  const isNarrow = address.read("card") !== undefined;
  const isFiltered = Boolean(
    filters.search || filters.group || filters.driver || filters.states.length || filters.types.length,
  );
  const clear = () => address.write({ search: null, group: null, driver: null, status: null, type: null });
  return (
    <>
      <FilterRow
        label={t("filters")}
        onClear={isFiltered ? clear : undefined}
        tools={
          <>
            <ColumnMenu columns={columns} hidden={choice.hidden} toggle={choice.toggle} />
            <CsvButton name="cards" columns={choice.shown} rows={list.rows} />
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
          options={cardStates.map((state) => ({ value: state, label: t(`status.${state}`) }))}
          chosen={filters.states}
          onChange={(status) => address.write({ status })}
        />
        <FilterChip
          name={t("type")}
          options={cardTypes.map((type) => ({ value: type, label: t(`types.${type}`) }))}
          chosen={filters.types}
          onChange={(type) => address.write({ type })}
        />
        {filters.driver ? <DriverChip id={filters.driver} onClear={() => address.write({ driver: null })} /> : null}
        {filters.group ? (
          <FilterChip
            single
            name={t("group")}
            options={[{ value: filters.group, label: filters.group }]}
            chosen={[filters.group]}
            onChange={([group]) => address.write({ group })}
          />
        ) : null}
      </FilterRow>
      <Card>
        <Table
          label={t("title")}
          sticky
          columns={isNarrow ? choice.shown.filter(({ id }) => !wide.has(id)) : choice.shown}
          pages={list.pages}
          rowKey={(row) => row.id}
          rowName={nameOf}
          href={(row) => address.hrefWith({ card: row.id })}
          marked={address.read("card")}
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
                icon="users"
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
const wide = new Set(["group", "limits", "expires", "updated"]);
