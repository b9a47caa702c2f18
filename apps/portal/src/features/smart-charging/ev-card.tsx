"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Age } from "@/ui/age";
import { Card, CardHead } from "@/ui/card";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import { CsvButton } from "@/ui/table-tools";
import { Tag } from "@/ui/tag";
import type { StationDetail } from "../stations/station";
import type { EvMessage } from "./smart-charging";
import { useEvWords } from "./use-ev-words";
import { useLimitWords } from "./use-limit-words";

/** What cars said they need and mean to draw (ISO 15118), each with our answer. */
export function EvCard({ station }: { station: StationDetail }) {
  const t = useTranslations("energy");
  const running = useMemo(
    () => new Set(station.evses.flatMap(({ session }) => (session ? [session.id] : []))),
    [station.evses],
  );
  const columns = useEvColumns(station.timeZone, running);
  const list = useList(
    "smartCharging.evMessages",
    { identity: station.identity, limit: 20 },
    useTRPCClient().smartCharging.evMessages.query,
  );
  return (
    <Card>
      <CardHead title={t("cars")}>
        <CsvButton name={`${station.identity}-cars`} columns={columns} rows={list.rows} />
      </CardHead>
      <Table
        label={t("cars")}
        columns={columns}
        pages={list.pages}
        rowKey={({ id }) => id}
        rowName={({ kind, evseId }) => `${t(`car.${kind}`)}, ${t("evse", { n: evseId })}`}
        skeletonRows={1}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        empty={
          <Empty icon="plug" title={t("noCars")}>
            {t("noCarsNote")}
          </Empty>
        }
      />
    </Card>
  );
}

function useEvColumns(timeZone: string, running: ReadonlySet<string>): Column<EvMessage>[] {
  const t = useTranslations("energy");
  const words = useLimitWords();
  const said = useEvWords(timeZone);
  return useMemo(
    () => [
      {
        id: "what",
        head: t("carSaid"),
        phone: "name",
        fixed: true,
        csv: (message) => said(message),
        cell: (message) => (
          <>
            <b className="strong">{t(`car.${message.kind}`)}</b>
            <small>{said(message)}</small>
          </>
        ),
      },
      {
        id: "where",
        head: t("where"),
        phone: "half",
        csv: ({ evseId }) => words.evse(evseId),
        cell: ({ evseId, transactionId }) => (
          <>
            {words.evse(evseId)}
            {transactionId ? (
              <small>
                <Link href={`/sessions/${transactionId}`}>
                  {t(running.has(transactionId) ? "runningSession" : "itsSession")}
                </Link>
              </small>
            ) : null}
          </>
        ),
      },
      {
        id: "answer",
        head: t("answer"),
        phone: "full",
        csv: ({ answer, reason }) => [answer, reason].filter(Boolean).join(": "),
        cell: ({ answer, reason }) => (
          <>
            <Tag tone={answer === "Accepted" ? "good" : "warn"}>{answer}</Tag>
            {reason ? <small>{reason}</small> : null}
          </>
        ),
      },
      {
        id: "at",
        head: t("received"),
        numeric: true,
        phoneLabel: t("received"),
        csv: ({ receivedAt }) => receivedAt,
        cell: ({ receivedAt }) => <Age className="dim" at={receivedAt} timeZone={timeZone} />,
      },
    ],
    [t, words, said, timeZone, running],
  );
}
