"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { Card, CardHead } from "@/ui/card";
import { FilterChip } from "@/ui/filter-chip";
import { Empty } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Table } from "@/ui/table";
import { useColumnChoice } from "@/ui/table-columns";
import { ColumnMenu, CsvButton } from "@/ui/table-tools";
import type { StationDetail } from "../stations/station";
import { SendData } from "./send-data";
import { useTransferColumns } from "./transfer-columns";
import { TransferDialog } from "./transfer-dialog";

const ways = ["in", "out"] as const;

/** What its vendor's own messages said, both ways. */
export function DataTransferTab({ station }: { station: StationDetail }) {
  const t = useTranslations("dataTransfer");
  const address = useAddress();
  const [sending, setSending] = useState(false);
  const columns = useTransferColumns(station.timeZone);
  const choice = useColumnChoice("dataTransfer", columns);
  const direction = ways.find((way) => way === address.read("direction"));
  const vendor = address.read("vendor") ?? "";
  const list = useList(
    "dataTransfer.list",
    { identity: station.identity, limit: 50, direction, vendor: vendor || undefined },
    useTRPCClient().dataTransfer.list.query,
  );
  const chosen = list.rows.find(({ id }) => id === address.read("transfer"));
  const sendButton = (
    <Button look="go" icon="send" onClick={() => setSending(true)}>
      {t("send")}
    </Button>
  );
  return (
    <Card>
      <CardHead title={t("title")} note={t("note")}>
        <SearchField label={t("find")} value={vendor} onChange={(next) => address.write({ vendor: next }, "replace")} />
        <FilterChip
          single
          name={t("direction")}
          options={ways.map((value) => ({ value, label: t(value) }))}
          chosen={direction ? [direction] : []}
          onChange={([next]) => address.write({ direction: next })}
        />
        <ColumnMenu columns={columns} hidden={choice.hidden} toggle={choice.toggle} />
        <CsvButton name={`${station.identity}-data-transfers`} columns={columns} rows={list.rows} />
        {sendButton}
      </CardHead>
      <Table
        label={t("title")}
        columns={choice.shown}
        pages={list.pages}
        rowKey={({ id }) => id}
        rowName={({ vendorId, messageId }) => [vendorId, messageId].filter(Boolean).join(" ")}
        href={({ id }) => address.hrefWith({ transfer: id })}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        empty={
          direction || vendor ? (
            <Empty icon="search" title={t("noMatch")} />
          ) : (
            <Empty icon="braces" title={t("none")} action={sendButton}>
              {t("noneNote")}
            </Empty>
          )
        }
      />
      {sending ? <SendData station={station} onClose={() => setSending(false)} /> : null}
      {chosen ? (
        <TransferDialog
          transfer={chosen}
          timeZone={station.timeZone}
          onClose={() => address.write({ transfer: null }, "replace")}
        />
      ) : null}
    </Card>
  );
}
