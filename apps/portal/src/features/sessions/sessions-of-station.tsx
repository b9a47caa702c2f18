"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Card, CardHead } from "@/ui/card";
import { useDuration, useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { useNow } from "@/ui/now";
import { shortId } from "@/ui/short-id";
import { Status } from "@/ui/status";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import { CsvButton } from "@/ui/table-tools";
import { Tag } from "@/ui/tag";
import { secondsOf } from "./lasted";
import type { SessionRow } from "./session";

/** The sessions of one station, newest first. */
export function SessionsOfStation({ station: { identity } }: { station: { identity: string } }) {
  const t = useTranslations("stationSessions");
  const columns = useColumns();
  const list = useList("sessions.list", { stationIdentity: identity, limit: 50 }, useTRPCClient().sessions.list.query);
  const { rows } = list;
  return (
    <Card>
      <CardHead title={t("title")}>
        <CsvButton name={`${identity}-sessions`} columns={columns} rows={rows} />
      </CardHead>
      <Table
        label={t("title")}
        columns={columns}
        pages={list.pages}
        rowKey={(row) => row.id}
        rowName={(row) => row.transactionId}
        href={(row) => `/sessions/${row.id}`}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        foot={t("shown", { n: rows.length })}
        empty={
          <Empty icon="pulse" title={t("none")}>
            {t("noneNote")}
          </Empty>
        }
      />
    </Card>
  );
}

function useColumns(): Column<SessionRow>[] {
  const t = useTranslations("stationSessions");
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: "session",
        head: t("session"),
        phone: "name",
        fixed: true,
        csv: (row) => row.transactionId,
        cell: (row) => (
          <>
            <Link className="name-link" href={`/sessions/${row.id}`} title={row.transactionId}>
              {shortId(row.transactionId)}
            </Link>
            <small>{row.idToken ?? t("noCard")}</small>
          </>
        ),
      },
      {
        id: "state",
        head: t("state"),
        phone: "full",
        csv: (row) => row.state,
        cell: (row) => (
          <>
            <Status state={row.state} word={row.state === "ended" ? t("ended") : undefined} />{" "}
            {row.hasGap ? <Tag tone="warn">{t("gap")}</Tag> : null}
            {row.stoppedReason && row.stoppedReason !== "Local" ? <small>{row.stoppedReason}</small> : null}
          </>
        ),
      },
      {
        id: "evse",
        head: t("evse"),
        numeric: true,
        phoneLabel: t("evse"),
        csv: (row) => row.evseId,
        cell: (row) => row.evseId ?? "?",
      },
      {
        id: "started",
        head: t("started"),
        numeric: true,
        phoneLabel: t("started"),
        csv: (row) => row.startedAt,
        cell: (row) => (row.startedAt ? <When at={row.startedAt} timeZone={row.timeZone} /> : "?"),
      },
      {
        id: "duration",
        head: t("duration"),
        numeric: true,
        phone: "hide",
        csv: (row) => secondsOf({ ...row, active: false }, 0),
        cell: (row) => <Lasted row={row} />,
      },
      {
        id: "energy",
        head: t("energy"),
        numeric: true,
        phoneLabel: "kWh",
        csv: (row) => (row.energyWh === null ? null : row.energyWh / 1000),
        cell: (row) => format.kWh(row.energyWh),
      },
    ],
    [t, format],
  );
}

function When({ at, timeZone }: { at: Date; timeZone: string }) {
  const format = useFormat();
  return (
    <time dateTime={at.toISOString()} title={format.exact(at, timeZone)}>
      {format.dayMonth(at, timeZone)}, {format.clock(at, timeZone)}
    </time>
  );
}

function Lasted({ row }: { row: SessionRow }) {
  const now = useNow();
  const duration = useDuration();
  const seconds = secondsOf(row, now);
  return seconds === null ? "?" : duration(seconds);
}
