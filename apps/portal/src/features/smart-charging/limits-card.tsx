"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Age } from "@/ui/age";
import { Card, CardHead } from "@/ui/card";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import { CsvButton } from "@/ui/table-tools";
import { Tag } from "@/ui/tag";
import type { StationDetail } from "../stations/station";
import type { OuterLimit } from "./smart-charging";
import { useLimitWords } from "./use-limit-words";

/** The limits others have set: the newest word of each on each EVSE, the lifted ones too. */
export function LimitsCard({ station }: { station: StationDetail }) {
  const t = useTranslations("energy");
  const query = useQuery(useTRPC().smartCharging.limits.queryOptions({ identity: station.identity, withLifted: true }));
  const columns = useLimitColumns(station.timeZone);
  const pages = useMemo(() => query.data && [query.data.toSorted(holdingFirst)], [query.data]);
  return (
    <Card>
      <CardHead title={t("outside")}>
        <CsvButton name={`${station.identity}-charging-limits`} columns={columns} rows={pages?.[0] ?? []} />
      </CardHead>
      <Table
        label={t("outside")}
        columns={columns}
        pages={pages}
        rowKey={({ evseId, source }) => `${evseId} ${source}`}
        rowName={({ source }) => t(`source.${source as "EMS"}`)}
        skeletonRows={1}
        error={query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : undefined}
        empty={
          <Empty icon="globe" title={t("noOutside")}>
            {t("noOutsideNote")}
          </Empty>
        }
      />
    </Card>
  );
}

const holdingFirst = (a: OuterLimit, b: OuterLimit) =>
  Number(a.clearedAt !== null) - Number(b.clearedAt !== null) || b.toldAt.getTime() - a.toldAt.getTime();

function useLimitColumns(timeZone: string): Column<OuterLimit>[] {
  const t = useTranslations("energy");
  const words = useLimitWords();
  return useMemo(
    () => [
      {
        id: "source",
        head: t("sourceHead"),
        phone: "name",
        fixed: true,
        csv: ({ source }) => source,
        cell: ({ source, isGridCritical }) => (
          <>
            <b className="strong">{t(`source.${source as "EMS"}`)}</b>
            {isGridCritical ? (
              <>
                {" "}
                <Tag tone="warn">{t("critical")}</Tag>
              </>
            ) : null}
          </>
        ),
      },
      {
        id: "where",
        head: t("where"),
        phone: "half",
        csv: ({ evseId }) => words.evse(evseId),
        cell: ({ evseId }) => words.evse(evseId),
      },
      {
        id: "limit",
        head: t("limit"),
        phone: "half",
        phoneLabel: t("limit"),
        csv: ({ schedules }) => scheduleWords(schedules, words.schedule),
        cell: ({ schedules }) =>
          scheduleWords(schedules, words.schedule) ?? <span className="dim">{t("notSaid")}</span>,
      },
      {
        id: "state",
        head: t("state"),
        phone: "end",
        csv: ({ clearedAt }) => t(clearedAt ? "lifted" : "holds"),
        cell: ({ clearedAt }) => (clearedAt ? <Tag>{t("lifted")}</Tag> : <Tag tone="warn">{t("holds")}</Tag>),
      },
      {
        id: "since",
        head: t("since"),
        numeric: true,
        phoneLabel: t("since"),
        csv: ({ setAt }) => setAt,
        cell: ({ setAt, clearedAt }) => (
          <>
            <Age at={setAt} timeZone={timeZone} />
            {clearedAt ? (
              <small>
                {t("lifted")} <Age at={clearedAt} timeZone={timeZone} />
              </small>
            ) : null}
          </>
        ),
      },
    ],
    [t, words, timeZone],
  );
}

const scheduleWords = (
  schedules: OuterLimit["schedules"],
  inWords: (one: NonNullable<OuterLimit["schedules"]>[number]) => string,
) => (schedules?.[0] ? inWords(schedules[0]) : null);
