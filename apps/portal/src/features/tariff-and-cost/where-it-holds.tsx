"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import { CsvButton } from "@/ui/table-tools";
import { stationHref } from "../stations/station-columns";
import { ChooseStations } from "./choose-stations";
import type { TariffDetail, TariffStation } from "./tariff";

/** The stations that have it for their own; as the default it holds at all that have none. */
export function WhereItHolds({ tariff }: { tariff: TariffDetail }) {
  const t = useTranslations("tariffs.where");
  const [isChoosing, setChoosing] = useState(false);
  const columns = useColumns();
  const list = useList(
    "tariffAndCost.stations",
    { tariffKey: tariff.key, limit: 50 },
    useTRPCClient().tariffAndCost.stations.query,
  );
  return (
    <Card>
      <CardHead title={t("title")}>
        {list.rows.length > 0 ? <CsvButton name={`${tariff.key}-stations`} columns={columns} rows={list.rows} /> : null}
        <Button icon="station" onClick={() => setChoosing(true)}>
          {t("choose")}
        </Button>
      </CardHead>
      <CardBody className="stack">
        <p>
          {tariff.isDefault ? t("default", { n: tariff.stationsWithDefault }) : t("own", { n: tariff.stationCount })}
        </p>
        {tariff.cardCount > 0 ? <p>{t("cards", { n: tariff.cardCount })}</p> : null}
        <p className="small sub">{t("order")}</p>
      </CardBody>
      {list.error || list.rows.length > 0 ? (
        <Table
          label={t("stations")}
          columns={columns}
          pages={list.pages}
          rowKey={(row) => row.id}
          rowName={(row) => row.identity}
          href={(row) => stationHref(row.identity)}
          {...list.more}
          error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
          foot={t("shown", { n: list.rows.length, of: tariff.stationCount })}
          empty={null}
        />
      ) : null}
      {isChoosing ? <ChooseStations tariff={tariff} onClose={() => setChoosing(false)} /> : null}
    </Card>
  );
}

function useColumns(): Column<TariffStation>[] {
  const t = useTranslations("tariffs.where");
  return useMemo(
    () => [
      {
        id: "station",
        head: t("station"),
        phone: "name",
        fixed: true,
        csv: (row) => row.identity,
        cell: (row) => (
          <Link className="name-link" href={stationHref(row.identity)}>
            {row.identity}
          </Link>
        ),
      },
      {
        id: "site",
        head: t("site"),
        phoneLabel: t("site"),
        csv: (row) => row.siteName,
        cell: (row) => row.siteName ?? <span className="dim">{t("noSite")}</span>,
      },
    ],
    [t],
  );
}
