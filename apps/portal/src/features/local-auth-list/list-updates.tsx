"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { Card, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import { CsvButton } from "@/ui/table-tools";
import { Tag } from "@/ui/tag";
import type { StationDetail } from "../stations/station";
import { reasonOf, troubleOf, type Update } from "./local-list";

/** The ledger: every update that went to the station, and what came of it. */
export function ListUpdates({ station: { identity, timeZone } }: { station: StationDetail }) {
  const t = useTranslations("localList");
  const address = useAddress();
  const columns = useUpdateColumns(timeZone, (record) => address.write({ record }));
  const updates = useList(
    "localAuthList.updates",
    { identity, limit: 20 },
    useTRPCClient().localAuthList.updates.query,
  );
  return (
    <Card>
      <CardHead title={t("updates")}>
        <CsvButton name={`${identity}-local-list-updates`} columns={columns} rows={updates.rows} />
      </CardHead>
      <Table
        label={t("updates")}
        columns={columns}
        pages={updates.pages}
        rowKey={({ id }) => id}
        rowName={({ version }) => t("version", { n: version })}
        {...updates.more}
        error={updates.error ? <Failure error={updates.error} retry={updates.retry} /> : undefined}
        skeletonRows={3}
        empty={<Empty icon="send" title={t("noUpdates")} />}
      />
    </Card>
  );
}

function useUpdateColumns(timeZone: string, onOpen: (commandId: string) => void): Column<Update>[] {
  const t = useTranslations("localList");
  const format = useFormat();
  // The caller's opener is made anew with each address; what it does is the same.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the table draws all rows again when its columns change
  return useMemo(
    () => [
      {
        id: "version",
        head: t("versionHead"),
        phone: "name",
        fixed: true,
        width: "18%",
        csv: (row) => row.version,
        cell: (row) => (
          <>
            <b className="strong num">{format.number(row.version)}</b>
            <small>
              {t(`updateType.${row.updateType}`)}
              {row.parts > 1 ? `, ${t("part", { part: row.part, parts: row.parts })}` : ""}
            </small>
          </>
        ),
      },
      {
        id: "entries",
        head: t("entryCount"),
        numeric: true,
        phone: "hide",
        width: "96px",
        csv: (row) => row.entries,
        cell: (row) => format.number(row.entries),
      },
      {
        id: "why",
        head: t("why"),
        phone: "full",
        width: "auto",
        csv: (row) => row.why,
        cell: (row) => (
          <>
            <Reason why={row.why} />
            <small>{row.requestedBy}</small>
          </>
        ),
      },
      {
        id: "sent",
        head: t("sent"),
        phone: "half",
        width: "18%",
        csv: (row) => row.createdAt,
        cell: (row) => <Age at={row.createdAt} timeZone={timeZone} />,
      },
      {
        id: "outcome",
        head: t("outcomeHead"),
        phone: "full",
        width: "24%",
        csv: (row) => row.status,
        cell: (row) => <Outcome update={row} />,
      },
      {
        id: "act",
        head: t("actions"),
        hideHead: true,
        numeric: true,
        phone: "end",
        width: "96px",
        cell: (row) => (
          <Button size="s" aria-label={t("openNamed", { n: row.version })} onClick={() => onOpen(row.commandId)}>
            {t("open")}
          </Button>
        ),
      },
    ],
    [t, format, timeZone],
  );
}

function Reason({ why }: { why: string }) {
  const t = useTranslations("localList");
  const known = reasonOf(why);
  return known ? t(`because.${known}`) : why;
}

function Outcome({ update: { status, reason } }: { update: Update }) {
  const t = useTranslations("localList");
  if (status === null) return <Tag tone="info">{t("underWay")}</Tag>;
  const isTaken = status === "Accepted";
  const trouble = troubleOf(status);
  return (
    <>
      <Tag tone={isTaken ? "good" : "bad"}>{isTaken ? t("taken") : status}</Tag>
      {trouble ? <small>{t(`outcome.${trouble}`)}</small> : null}
      {reason ? <small>{reason}</small> : null}
    </>
  );
}
