"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { Card, CardHead } from "@/ui/card";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import type { StationDetail } from "../stations/station";
import type { FirmwareJob } from "./firmware-columns";

/** L03: what a local controller serves now, and where; most stations serve nothing, and then there is nothing to show. */
export function PublishedCard({
  station,
  onUnpublish,
}: {
  station: StationDetail;
  onUnpublish: (job: FirmwareJob) => void;
}) {
  const t = useTranslations("firmware");
  const list = useList(
    "firmware.jobs",
    { identity: station.identity, limit: 50, onlyPublished: true },
    useTRPCClient().firmware.jobs.query,
  );
  const columns = useMemo(
    (): Column<FirmwareJob>[] => [
      {
        id: "where",
        head: t("where"),
        phone: "name",
        width: "auto",
        cell: ({ publishedAt }) => (publishedAt ?? []).map((address) => <div key={address}>{address}</div>),
      },
      {
        id: "checksum",
        head: t("checksum"),
        phone: "full",
        width: "300px",
        cell: ({ checksum }) => <span className="mono">{checksum}</span>,
      },
      {
        id: "since",
        head: t("since"),
        numeric: true,
        phone: "half",
        width: "112px",
        cell: ({ statusAt }) => <Age at={statusAt} timeZone={station.timeZone} />,
      },
      {
        id: "act",
        head: t("unpublish"),
        hideHead: true,
        numeric: true,
        phone: "end",
        width: "128px",
        cell: (job) =>
          job.checksum ? (
            <Button size="s" onClick={() => onUnpublish(job)}>
              {t("unpublish")}
            </Button>
          ) : null,
      },
    ],
    [t, station.timeZone, onUnpublish],
  );
  if (list.rows.length === 0) return null;
  return (
    <Card>
      <CardHead title={t("published")} note={t("publishedNote")} />
      <Table
        label={t("published")}
        columns={columns}
        pages={list.pages}
        rowKey={({ id }) => id}
        rowName={({ checksum }) => checksum ?? ""}
        {...list.more}
        empty={null}
      />
    </Card>
  );
}
