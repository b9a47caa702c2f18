"use client";
import "./tenants.css";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Failure } from "@/client/failure";
import { listOptions } from "@/client/list";
import { useTRPC, useTRPCClient } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { Card, CardHead, Figure } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import type { TenantRow } from "./tenant";
import { useTenantColumns } from "./tenant-columns";
import { TenantStatusDialog } from "./tenant-status-dialog";
import { type Draft, emptyDraft, TenantWizard } from "./tenant-wizard";

/** All tenants and how they are; a new one beside the list. */
export function TenantsPage() {
  const t = useTranslations("tenants");
  const trpc = useTRPC();
  const address = useAddress();
  const [changing, setChanging] = useState<TenantRow>();
  // Kept here, so that closing the wizard loses nothing that was typed.
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const columns = useTenantColumns(setChanging);
  const counts = useQuery(trpc.me.counts.queryOptions()).data;
  const api = useTRPCClient();
  const list = useInfiniteQuery({
    ...listOptions("tenants.list", { limit: 100 }, (asked, signal) => api.tenants.list.query(asked, { signal })),
    refetchInterval: 15_000,
  });
  const pages = useMemo(() => list.data?.pages.map((page) => page.items), [list.data]);
  const rows = useMemo(() => pages?.flat() ?? [], [pages]);
  const isOpen = address.read("new") !== undefined;
  const open = () => address.write({ new: "1" });
  return (
    <>
      <div className="head">
        <div>
          <h1>{t("title")}</h1>
          <p>{t("note", { n: counts?.tenants ?? rows.length })}</p>
        </div>
        <div className="acts">
          <CsvButton name="tenants" columns={columns} rows={rows} />
          <Button look={isOpen ? "plain" : "go"} icon="plus" aria-expanded={isOpen} onClick={open}>
            {t("new")}
          </Button>
        </div>
      </div>
      <Sums rows={rows} isPartial={list.hasNextPage} isLoading={pages === undefined} />
      <div className={isOpen ? "with-drawer" : undefined}>
        <Card>
          <CardHead title={t("health")} note={t("healthNote")} />
          <Table
            label={t("title")}
            columns={columns}
            pages={pages}
            rowKey={(row) => row.id}
            rowName={(row) => row.name}
            hasMore={list.hasNextPage}
            loadMore={() => void list.fetchNextPage()}
            isLoadingMore={list.isFetchingNextPage}
            error={list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : undefined}
            foot={t("shown", { n: rows.length })}
            empty={
              <Empty icon="building" title={t("none")} action={<Button onClick={open}>{t("new")}</Button>}>
                {t("noneNote")}
              </Empty>
            }
          />
        </Card>
        {isOpen ? (
          <TenantWizard draft={draft} onDraft={setDraft} onClose={() => address.write({ new: null }, "replace")} />
        ) : null}
      </div>
      {changing ? <TenantStatusDialog tenant={changing} onClose={() => setChanging(undefined)} /> : null}
    </>
  );
}

/** What all tenants come to; only of those shown while more wait behind them. */
function Sums({ rows, isPartial, isLoading }: { rows: TenantRow[]; isPartial: boolean; isLoading: boolean }) {
  const t = useTranslations("tenants");
  const format = useFormat();
  const sum = (read: (row: TenantRow) => number) => rows.reduce((total, row) => total + read(row), 0);
  const stations = sum((row) => row.stationCount);
  const online = sum((row) => row.onlineCount);
  const number = (value: number) => (isLoading ? "?" : format.number(value));
  const scope = isPartial ? t("ofShown") : undefined;
  return (
    <Card className="nine" aria-label={t("figures")}>
      <Figure label={t("stations")} value={number(stations)} note={scope} />
      <Figure
        label={t("connected")}
        value={number(online)}
        note={stations > 0 ? t("share", { n: format.number((online / stations) * 100, 1) }) : scope}
      />
      <Figure label={t("sessions")} value={number(sum((row) => row.activeSessionCount))} note={scope} />
      <Figure
        label={t("suspended")}
        value={number(rows.filter(({ status }) => status === "suspended").length)}
        note={scope}
      />
    </Card>
  );
}
