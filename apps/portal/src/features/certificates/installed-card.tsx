"use client";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Button } from "@/ui/button";
import { Card, CardHead } from "@/ui/card";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import type { StationDetail } from "../stations/station";
import { AskCertificates } from "./ask-certificates";
import type { InstalledCertificate } from "./certificate";
import { DeleteCertificate } from "./delete-certificate";
import { InstallCertificate } from "./install-certificate";
import { useInstalledColumns } from "./installed-columns";
import { ListingNote } from "./listing-note";

type Open = { kind: "nothing" | "ask" | "install" } | { kind: "delete"; certificate: InstalledCertificate };

/** M03 to M05: what the station says it trusts, as of when it said so. */
export function InstalledCard({ station }: { station: StationDetail }) {
  const t = useTranslations("certificates");
  const [open, setOpen] = useState<Open>({ kind: "nothing" });
  const close = () => setOpen({ kind: "nothing" });
  const columns = useInstalledColumns(
    station.timeZone,
    useCallback((certificate) => setOpen({ kind: "delete", certificate }), []),
  );
  const list = useList(
    "certificates.installed",
    { identity: station.identity, limit: 50 },
    useTRPCClient().certificates.installed.query,
  );
  const listings = list.firstPage?.listings ?? [];
  const askButton = (
    <Button icon="redo" onClick={() => setOpen({ kind: "ask" })}>
      {t("ask")}
    </Button>
  );
  return (
    <Card>
      <CardHead
        title={t("title")}
        note={listings.length > 0 ? <ListingNote listings={listings} timeZone={station.timeZone} /> : undefined}
      >
        <CsvButton name={`${station.identity}-certificates`} columns={columns} rows={list.rows} />
        {askButton}
        <Button icon="plus" onClick={() => setOpen({ kind: "install" })}>
          {t("install")}
        </Button>
      </CardHead>
      <Table
        label={t("title")}
        columns={columns}
        pages={list.pages}
        rowKey={({ certificateType, key }) => `${certificateType} ${key}`}
        rowName={({ certificateType, hash }) => `${certificateType} ${hash.serialNumber}`}
        skeletonRows={2}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        empty={
          listings.length > 0 ? (
            <Empty icon="lock" title={t("none")} />
          ) : (
            <Empty icon="lock" title={t("neverAsked")} action={askButton}>
              {t("neverAskedNote")}
            </Empty>
          )
        }
      />
      {open.kind === "ask" ? <AskCertificates station={station} onClose={close} /> : null}
      {open.kind === "install" ? <InstallCertificate station={station} onClose={close} /> : null}
      {open.kind === "delete" ? (
        <DeleteCertificate station={station} certificate={open.certificate} onClose={close} />
      ) : null}
    </Card>
  );
}
