"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Card } from "@/ui/card";
import { FilterRow } from "@/ui/filter-row";
import { Empty } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import { driverHref } from "./card";
import { cardFilters, driverInput } from "./card-input";
import { type DriverAct, useDriverColumns } from "./driver-columns";
import { SetDriverState } from "./set-driver-state";

/** People with their cards, and all of one's cards at once. */
export function DriverList() {
  const t = useTranslations("cards");
  const address = useAddress();
  const [act, setAct] = useState<DriverAct>();
  const filters = cardFilters(address.read);
  const columns = useDriverColumns(setAct);
  const list = useList("authorization.drivers", driverInput(filters), useTRPCClient().authorization.drivers.query);
  return (
    <>
      <FilterRow label={t("filters")} tools={<CsvButton name="drivers" columns={columns} rows={list.rows} />}>
        <SearchField
          label={t("searchDriver")}
          value={filters.search ?? ""}
          onChange={(search) => address.write({ search }, "replace")}
        />
      </FilterRow>
      <Card>
        <Table
          label={t("view.drivers")}
          columns={columns}
          pages={list.pages}
          rowKey={(row) => row.id}
          rowName={(row) => row.name}
          href={(row) => driverHref(row.id)}
          {...list.more}
          error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
          foot={t("driversShown", { n: list.rows.length })}
          empty={
            <Empty icon="users" title={t(filters.search ? "noDriverMatch" : "noDrivers")}>
              {t("noDriversNote")}
            </Empty>
          }
        />
      </Card>
      {act ? <SetDriverState {...act} onClose={() => setAct(undefined)} /> : null}
    </>
  );
}
