"use client";
import "./tariffs.css";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Button, LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { Empty, Notice } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Table } from "@/ui/table";
import { useColumnChoice } from "@/ui/table-columns";
import { ColumnMenu, CsvButton } from "@/ui/table-tools";
import { tariffHref } from "./tariff";
import { useTariffColumns } from "./tariff-columns";
import { tariffInput } from "./tariff-list-input";

const newHref = "/new-tariff";

/** What drivers pay, and where. */
export function TariffsPage({ timeZone }: { timeZone: string }) {
  const t = useTranslations("tariffs");
  const address = useAddress();
  const search = address.read("search");
  const columns = useTariffColumns(timeZone);
  const choice = useColumnChoice("tariffs", columns);
  const list = useList("tariffAndCost.list", tariffInput(search), useTRPCClient().tariffAndCost.list.query);
  const { rows } = list;
  const hasNoDefault = !search && rows.length > 0 && !list.more.hasMore && rows.every(({ isDefault }) => !isDefault);
  return (
    <>
      <div className="head">
        <div>
          <h1>{t("title")}</h1>
          <p>{t("note")}</p>
        </div>
        <div className="acts">
          <ColumnMenu columns={columns} hidden={choice.hidden} toggle={choice.toggle} />
          <CsvButton name="tariffs" columns={columns} rows={rows} />
          <LinkButton look="go" icon="plus" href={newHref}>
            {t("new")}
          </LinkButton>
        </div>
      </div>
      {hasNoDefault ? (
        <Notice tone="warn" title={t("noDefault")}>
          <p>{t("noDefaultNote")}</p>
        </Notice>
      ) : null}
      <div className="row row--wrap">
        <SearchField
          label={t("search")}
          value={search ?? ""}
          onChange={(next) => address.write({ search: next }, "replace")}
        />
      </div>
      <Card>
        <Table
          label={t("title")}
          sticky
          columns={choice.shown}
          pages={list.pages}
          rowKey={(row) => row.key}
          rowName={(row) => row.name}
          href={(row) => tariffHref(row.key)}
          {...list.more}
          error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
          foot={t("shown", { n: rows.length })}
          skeletonRows={5}
          empty={
            search ? (
              <Empty
                icon="search"
                title={t("noMatch")}
                action={<Button onClick={() => address.write({ search: null })}>{t("showAll")}</Button>}
              />
            ) : (
              <Empty icon="tag" title={t("none")} action={<LinkButton href={newHref}>{t("first")}</LinkButton>}>
                {t("noneNote")}
              </Empty>
            )
          }
        />
      </Card>
    </>
  );
}
