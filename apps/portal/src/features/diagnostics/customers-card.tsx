"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Button } from "@/ui/button";
import { Card, CardHead } from "@/ui/card";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import type { StationDetail } from "../stations/station";
import { type CustomerRow, customerText, useCustomerColumns } from "./customer-columns";
import { CustomerData } from "./customer-data";
import { RequestCustomer } from "./request-customer";

/** What the station keeps of customers: asked, told in parts that are one text here, wiped. */
export function CustomersCard({ station }: { station: StationDetail }) {
  const t = useTranslations("diagnostics");
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<CustomerRow>();
  const columns = useCustomerColumns(station.timeZone, setShown);
  const list = useList(
    "diagnostics.customers",
    { identity: station.identity, limit: 50 },
    useTRPCClient().diagnostics.customers.query,
  );
  const ask = (
    <Button look="go" icon="users" onClick={() => setAsking(true)}>
      {t("askCustomer")}
    </Button>
  );
  return (
    <Card>
      <CardHead title={t("customers")} note={t("customersNote")}>
        <CsvButton name={`${station.identity}-customers`} columns={columns} rows={list.rows} />
        {ask}
      </CardHead>
      <Table
        label={t("customers")}
        columns={columns}
        pages={list.pages}
        rowKey={(row) => row.id}
        rowName={(row) => customerText(row.reference) ?? String(row.requestId)}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        empty={
          <Empty icon="users" title={t("noCustomers")} action={ask}>
            {t("noCustomersNote")}
          </Empty>
        }
      />
      {asking ? <RequestCustomer station={station} onClose={() => setAsking(false)} /> : null}
      {shown ? <CustomerData station={station} row={shown} onClose={() => setShown(undefined)} /> : null}
    </Card>
  );
}
