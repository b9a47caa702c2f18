"use client";
import "../stations/station.css";
import "./bulk.css";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure, failureOf } from "@/client/failure";
import { useTRPC, useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import { AddressTabs } from "@/ui/tabs";
import { NothingHere } from "../frame/nothing-here";
import { PageSkeleton } from "../frame/page-skeleton";
import { type BulkCommand, bulkOutcomes } from "./bulk-command";
import { BulkHeader } from "./bulk-header";
import { bulkStationsInput } from "./bulk-input";
import { recordHref, useBulkStationColumns } from "./bulk-station-columns";
import { BulkSummary } from "./bulk-summary";
import { useEffectsInTime } from "./use-effects-in-time";

/** One command to many stations: how far it is, and what came of it at each. It goes on when the page is left. */
export function BulkCommandPage({ id, timeZone }: { id: string; timeZone: string }) {
  const query = useQuery(
    useTRPC().bulkCommands.get.queryOptions(
      { id },
      // Live changes tell of progress; the clock is the net under them.
      { refetchInterval: ({ state }) => (state.data?.isDone ? false : 5000) },
    ),
  );
  if (query.data) return <Shown bulk={query.data} timeZone={timeZone} />;
  if (!query.error) return <PageSkeleton />;
  if ([400, 404].includes(failureOf(query.error).httpStatus ?? 0)) return <NothingHere what="bulkCommand" />;
  return (
    <Card>
      <CardBody>
        <Failure error={query.error} retry={() => void query.refetch()} />
      </CardBody>
    </Card>
  );
}

function Shown({ bulk, timeZone }: { bulk: BulkCommand; timeZone: string }) {
  const t = useTranslations("bulk");
  const format = useFormat();
  const address = useAddress();
  const columns = useBulkStationColumns(timeZone);
  const [outcome, answer] = [address.read("outcome"), address.read("answer")];
  const list = useList(
    "bulkCommands.stations",
    bulkStationsInput(bulk.id, outcome, answer),
    useTRPCClient().bulkCommands.stations.query,
  );
  useEffectsInTime(list.rows);
  const shown = bulkOutcomes.filter((one) => bulk.outcomes[one] > 0 || one === outcome);
  return (
    <>
      <BulkHeader bulk={bulk} timeZone={timeZone} columns={columns} rows={list.rows} />
      <BulkSummary bulk={bulk} timeZone={timeZone} />
      <AddressTabs
        name="outcome"
        label={t("outcomes")}
        tabs={[
          { id: "all", label: t("outcome.all"), note: format.number(bulk.total) },
          ...shown.map((one) => ({
            id: one,
            label: t(`outcome.${one}`),
            note: format.number(bulk.outcomes[one]),
          })),
        ]}
      />
      <Card>
        {answer ? (
          <CardHead title={t("anyAnswer", { answer })}>
            <Button size="s" icon="x" onClick={() => address.write({ answer: null })}>
              {t("clearFilter")}
            </Button>
          </CardHead>
        ) : null}
        <Table
          label={t("stations")}
          sticky
          columns={columns}
          pages={list.pages}
          rowKey={(row) => row.id}
          rowName={(row) => row.stationIdentity}
          href={(row) => recordHref(row) ?? address.hrefWith({})}
          {...list.more}
          error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
          foot={t("shown", { n: list.rows.length })}
          empty={
            <Empty
              icon="search"
              title={t("noMatch")}
              action={
                <Button onClick={() => address.write({ outcome: null, answer: null })}>{t("clearFilter")}</Button>
              }
            />
          }
        />
      </Card>
    </>
  );
}
