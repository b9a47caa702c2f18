"use client";
import "./templates.css";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { Button, LinkButton } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import { Segments } from "@/ui/tabs";
import type { StationDetail } from "../stations/station";
import { useItemColumns } from "./item-columns";
import { RepairStation } from "./repair-station";
import { type DriftItem, keyOf, nameOf, newTemplateHref, templateHref } from "./template";

const itemKey = (item: DriftItem) => `${keyOf(item)}|${item.attributeType}`;

/** What its template wants of this station against what it has. */
export function StationDriftCard({ station }: { station: StationDetail }) {
  const t = useTranslations("templates.ofStation");
  const address = useAddress();
  const [repairing, setRepairing] = useState(false);
  const query = useQuery(useTRPC().configurationTemplates.ofStation.queryOptions({ identity: station.identity }));
  const columns = useItemColumns(station.timeZone);
  const drift = query.data;
  const items = drift?.items ?? [];
  const off = items.filter(({ state }) => state !== "same");
  const isAll = address.read("drift") === "all";
  const shown = isAll ? items : off;
  if (query.error)
    return (
      <Card>
        <CardBody>
          <Failure error={query.error} retry={() => void query.refetch()} />
        </CardBody>
      </Card>
    );
  if (drift && drift.templateKey === null)
    return (
      <Card>
        <CardHead title={t("title")} note={t("none")}>
          <LinkButton icon="plus" href={newTemplateHref(station.identity)}>
            {t("make")}
          </LinkButton>
        </CardHead>
      </Card>
    );
  return (
    <Card aria-label={t("title")}>
      <CardHead
        title={t("title")}
        note={
          drift?.templateKey ? (
            <>
              <Link href={templateHref(drift.templateKey)}>{drift.templateKey}</Link>,{" "}
              {off.length === 0 ? t("inStep", { n: items.length }) : t("off", { n: off.length, of: items.length })}
            </>
          ) : undefined
        }
      >
        <Segments
          label={t("which")}
          value={isAll ? "all" : "off"}
          options={[
            { value: "off", label: t("onlyOff") },
            { value: "all", label: t("all") },
          ]}
          onChange={(which) => address.write({ drift: which === "all" ? "all" : null }, "replace")}
        />
        <CsvButton name={`${station.identity}-drift`} columns={columns} rows={shown} />
        <Button
          look="go"
          icon="redo"
          disabled={off.every(({ state }) => state === "reboot-required")}
          onClick={() => setRepairing(true)}
        >
          {t("repair")}
        </Button>
      </CardHead>
      <Table
        label={t("title")}
        columns={columns}
        pages={drift ? [shown] : undefined}
        rowKey={itemKey}
        rowName={nameOf}
        skeletonRows={3}
        foot={drift ? t("shown", { n: shown.length, of: items.length }) : undefined}
        empty={<Empty icon="check" title={t("nothingOff")} />}
      />
      {repairing && drift ? (
        <RepairStation station={station} items={items} onClose={() => setRepairing(false)} />
      ) : null}
    </Card>
  );
}
