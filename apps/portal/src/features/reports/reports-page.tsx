"use client";
import "./reports.css";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Failure } from "@/client/failure";
import { listOptions } from "@/client/list";
import { useTRPCClient } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import { NewReport } from "./new-report";
import type { ReportRow } from "./report";
import { useReportColumns } from "./report-columns";

/** Reports are made in the background: leaving the page does not stop them. */
export function ReportsPage({ timeZone }: { timeZone: string }) {
  const t = useTranslations("reports");
  const address = useAddress();
  const columns = useReportColumns(timeZone);
  const api = useTRPCClient();
  const list = useInfiniteQuery({
    ...listOptions("reports.list", {}, (asked, signal) => api.reports.list.query(asked, { signal })),
    // Live changes tell of progress; while one is made, the clock is the net under them.
    refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isUnderWay)) ? 5000 : false),
  });
  const pages = useMemo(() => list.data?.pages.map((page) => page.items), [list.data]);
  const count = pages?.reduce((sum, page) => sum + page.length, 0) ?? 0;
  const ask = () => address.write({ new: "1" });
  const begin = (
    <Button look="go" icon="plus" onClick={ask}>
      {t("new")}
    </Button>
  );
  return (
    <>
      <div className="head">
        <div>
          <h1>{t("title")}</h1>
          <p>{t("note")}</p>
        </div>
        <div className="acts">{begin}</div>
      </div>
      <Card>
        <Table
          label={t("title")}
          sticky
          columns={columns}
          pages={pages}
          rowKey={(row) => row.id}
          rowName={(row) => t("rowName", { status: t(`status.${row.status}`) })}
          hasMore={list.hasNextPage}
          loadMore={() => void list.fetchNextPage()}
          isLoadingMore={list.isFetchingNextPage}
          error={list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : undefined}
          foot={t("shown", { n: count })}
          skeletonRows={5}
          empty={
            <Empty icon="doc" title={t("none")} action={<Button onClick={ask}>{t("first")}</Button>}>
              {t("noneNote")}
            </Empty>
          }
        />
      </Card>
      {address.read("new") ? (
        <NewReport
          timeZone={timeZone}
          siteId={address.read("site")}
          onClose={() => address.write({ new: null }, "replace")}
        />
      ) : null}
    </>
  );
}

const isUnderWay = ({ status }: ReportRow) => status === "queued" || status === "running";
