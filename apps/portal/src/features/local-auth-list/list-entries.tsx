"use client";
import "../bulk-commands/bulk.css";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { Failure } from "@/client/failure";
import { useTRPC, useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { FilterChip } from "@/ui/filter-chip";
import { useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import type { StationDetail } from "../stations/station";
import { useEntryColumns } from "./entry-columns";
import { type Entry, entryKey, isType, type ListStatus, type Standing, shownToken, standings } from "./local-list";
import type { Opened } from "./local-list-tab";
import { useChosenEntries } from "./use-chosen-entries";
import { useListChanged } from "./use-list-changed";

type Props = { station: StationDetail; list: ListStatus | undefined; onOpen: (opened: Opened) => void };

/** The cards of the list: what we want of each beside what the station holds. */
export function ListEntries({ station, list, onOpen }: Props) {
  const t = useTranslations("localList");
  const format = useFormat();
  const address = useAddress();
  const changed = useListChanged();
  const { identity } = station;
  const search = address.read("card") ?? "";
  const standing = standings.find((one) => one === address.read("standing"));
  const remove = useMutation(useTRPC().localAuthList.change.mutationOptions({ onSuccess: changed }));
  const { mutate } = remove;
  const columns = useEntryColumns(station.timeZone, {
    onEdit: useCallback((entry: Entry) => onOpen({ kind: "edit", entry }), [onOpen]),
    onRemove: useCallback(
      ({ idToken, type }: Entry) => (isType(type) ? mutate({ identity, remove: [{ idToken, type }] }) : undefined),
      [mutate, identity],
    ),
  });
  const entries = useList(
    "localAuthList.entries",
    { identity, limit: 100, ...(search ? { search } : {}), ...(standing ? { standing } : {}) },
    useTRPCClient().localAuthList.entries.query,
  );
  const { chosen, selection, none } = useChosenEntries(entries.rows, `${search} ${standing}`);
  return (
    <Card>
      <CardHead title={t("entries")}>
        <SearchField label={t("find")} value={search} onChange={(card) => address.write({ card }, "replace")} />
        <FilterChip
          single
          name={t("atStation")}
          options={standings.map((value) => ({
            value,
            label: t(`standing.${value}`),
            ...(list ? { note: format.number(list.counts[value]) } : {}),
          }))}
          chosen={standing ? [standing] : []}
          onChange={([next]) => address.write({ standing: next as Standing | undefined })}
        />
        <CsvButton name={`${identity}-local-list`} columns={columns} rows={entries.rows} />
        <Button icon="in" onClick={() => onOpen({ kind: "import" })}>
          {t("import")}
        </Button>
        <Button look="go" icon="plus" onClick={() => onOpen({ kind: "add" })}>
          {t("add")}
        </Button>
      </CardHead>
      {chosen.length > 0 ? (
        <div className="bulk" role="toolbar" aria-label={t("chosenCards")}>
          <b className="strong" aria-live="polite">
            {t("chosen", { n: chosen.length })}
          </b>
          <span className="push row">
            <Button size="s" icon="trash" onClick={() => onOpen({ kind: "remove", entries: chosen })}>
              {t("removeChosen")}
            </Button>
            <Button size="s" look="bare" icon="x" iconOnly aria-label={t("chooseNone")} onClick={none} />
          </span>
        </div>
      ) : null}
      {remove.error ? (
        <CardBody>
          <Failure error={remove.error} />
        </CardBody>
      ) : null}
      <Table
        label={t("entries")}
        columns={columns}
        pages={entries.pages}
        rowKey={entryKey}
        rowName={shownToken}
        selection={selection}
        {...entries.more}
        error={entries.error ? <Failure error={entries.error} retry={entries.retry} /> : undefined}
        foot={
          list
            ? t("shownOf", { n: entries.rows.length, total: format.number(list.entryCount + list.counts.remove) })
            : undefined
        }
        empty={
          search || standing ? (
            <Empty icon="search" title={t("noMatch")} />
          ) : (
            <Empty icon="users" title={t("none")}>
              {t("noneNote")}
            </Empty>
          )
        }
      />
    </Card>
  );
}
