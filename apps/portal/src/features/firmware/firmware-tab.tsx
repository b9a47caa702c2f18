"use client";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { FilterChip } from "@/ui/filter-chip";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import type { StationDetail } from "../stations/station";
import { type FirmwareJob, jobKinds, useFirmwareColumns } from "./firmware-columns";
import { PublishFirmware } from "./publish-firmware";
import { PublishedCard } from "./published-card";
import { UnpublishFirmware } from "./unpublish-firmware";
import { UpdateFirmware } from "./update-firmware";

type Open = { what: "update" | "publish" } | { what: "unpublish"; job: FirmwareJob };

/** What runs on the station, what it was asked to install or to serve, and what became of it. */
export function FirmwareTab({ station }: { station: StationDetail }) {
  const t = useTranslations("firmware");
  const address = useAddress();
  const kind = jobKinds.find((one) => one === address.read("kind"));
  const [open, setOpen] = useState<Open>();
  const columns = useFirmwareColumns(station.timeZone);
  const list = useList(
    "firmware.jobs",
    { identity: station.identity, limit: 50, kind },
    useTRPCClient().firmware.jobs.query,
  );
  const close = () => setOpen(undefined);
  const unpublish = useCallback((job: FirmwareJob) => setOpen({ what: "unpublish", job }), []);
  return (
    <>
      <Card>
        <CardHead title={t("now")}>
          <Button icon="out" onClick={() => setOpen({ what: "publish" })}>
            {t("publish")}
          </Button>
          <Button look="go" icon="chip" onClick={() => setOpen({ what: "update" })}>
            {t("update")}
          </Button>
        </CardHead>
        <CardBody>
          <dl className="facts">
            <dt>{t("version")}</dt>
            <dd>
              <b className="strong">{station.firmwareVersion ?? t("versionUnknown")}</b>
            </dd>
            <dt>{t("model")}</dt>
            <dd>{[station.vendor, station.model].filter(Boolean).join(" ") || t("versionUnknown")}</dd>
            <dt>{t("told")}</dt>
            <dd>
              {station.bootedAt ? (
                <>
                  <Age at={station.bootedAt} timeZone={station.timeZone} />
                  {station.bootReason ? `, ${station.bootReason}` : ""}
                </>
              ) : (
                t("neverBooted")
              )}
            </dd>
          </dl>
        </CardBody>
      </Card>
      <PublishedCard station={station} onUnpublish={unpublish} />
      <Card>
        <CardHead title={t("jobs")} note={t("jobsNote")}>
          <FilterChip
            single
            name={t("kind.head")}
            options={jobKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            chosen={kind ? [kind] : []}
            onChange={([next]) => address.write({ kind: next })}
          />
          <CsvButton name={`${station.identity}-firmware`} columns={columns} rows={list.rows} />
        </CardHead>
        <Table
          label={t("jobs")}
          columns={columns}
          pages={list.pages}
          rowKey={(row) => row.id}
          rowName={(row) => t("jobNamed", { kind: t(`kind.${row.kind}`), n: row.requestId ?? "–" })}
          {...list.more}
          error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
          empty={
            <Empty icon="chip" title={t("none")}>
              {t("noneNote")}
            </Empty>
          }
        />
      </Card>
      {open?.what === "update" ? <UpdateFirmware station={station} onClose={close} /> : null}
      {open?.what === "publish" ? <PublishFirmware station={station} onClose={close} /> : null}
      {open?.what === "unpublish" ? <UnpublishFirmware station={station} job={open.job} onClose={close} /> : null}
    </>
  );
}
