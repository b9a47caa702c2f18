"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Age } from "@/ui/age";
import { Button, LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import { CsvButton } from "@/ui/table-tools";
import { Tag } from "@/ui/tag";
import { newTemplateHref, type TemplateRow, templateHref, templatesHref } from "./template";
import { templatesInput } from "./template-input";

export function TemplateList({ timeZone }: { timeZone: string }) {
  const t = useTranslations("templates");
  const address = useAddress();
  const search = address.read("search");
  const columns = useTemplateColumns(timeZone);
  const list = useList(
    "configurationTemplates.list",
    templatesInput(search),
    useTRPCClient().configurationTemplates.list.query,
  );
  return (
    <>
      <div className="row row--wrap between">
        <SearchField
          label={t("search")}
          value={search ?? ""}
          onChange={(next) => address.write({ search: next }, "replace")}
        />
        <CsvButton name="configuration-templates" columns={columns} rows={list.rows} />
      </div>
      <Card>
        <Table
          label={t("templates")}
          sticky
          columns={columns}
          pages={list.pages}
          rowKey={(row) => row.key}
          rowName={(row) => row.key}
          href={(row) => templateHref(row.key)}
          {...list.more}
          error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
          foot={t("shown", { n: list.rows.length })}
          skeletonRows={4}
          empty={
            search ? (
              <Empty
                icon="search"
                title={t("noMatch")}
                action={<Button onClick={() => address.write({ search: null })}>{t("showAll")}</Button>}
              />
            ) : (
              <Empty
                icon="colset"
                title={t("none")}
                action={<LinkButton href={newTemplateHref()}>{t("first")}</LinkButton>}
              >
                {t("noneNote")}
              </Empty>
            )
          }
        />
      </Card>
    </>
  );
}

/** The stations of a template, at which something differs or all of them. */
export const stationsHref = (key: string, view?: string) =>
  `${templatesHref}?list=stations&template=${encodeURIComponent(key)}${view ? `&view=${view}` : ""}`;

function useTemplateColumns(timeZone: string): Column<TemplateRow>[] {
  const t = useTranslations("templates");
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: "template",
        head: t("template"),
        phone: "name",
        fixed: true,
        width: "auto",
        csv: (row) => row.key,
        cell: (row) => (
          <>
            <Link className="name-link" href={templateHref(row.key)}>
              {row.key}
            </Link>
            <small>{t("variables", { n: row.variableCount })}</small>
          </>
        ),
      },
      {
        id: "for",
        head: t("for"),
        phone: "full",
        width: "220px",
        csv: (row) => [row.vendor, row.model].filter(Boolean).join(" "),
        cell: (row) => (
          <>
            <b className="strong">{row.vendor}</b>
            <small>{row.model ?? t("allModels")}</small>
          </>
        ),
      },
      {
        id: "stations",
        head: t("stations"),
        numeric: true,
        width: "110px",
        phoneLabel: t("stations"),
        csv: (row) => row.stationCount,
        cell: (row) => <Link href={stationsHref(row.key, "all")}>{format.number(row.stationCount)}</Link>,
      },
      {
        id: "drift",
        head: t("drift.title"),
        phone: "full",
        width: "230px",
        csv: (row) => row.offCount,
        cell: (row) => <Stands row={row} />,
      },
      {
        id: "changed",
        head: t("changed"),
        phone: "hide",
        width: "170px",
        csv: (row) => row.updatedAt,
        cell: (row) => (
          <>
            {t("version", { n: row.version })}
            <small className="cut">
              <Age at={row.updatedAt} timeZone={timeZone} /> · {row.updatedBy}
            </small>
          </>
        ),
      },
    ],
    [t, format, timeZone],
  );
}

function Stands({ row: { key, stationCount, offCount, rebootCount } }: { row: TemplateRow }) {
  const t = useTranslations("templates");
  if (stationCount === 0) return <span className="dim">{t("nowhere")}</span>;
  return (
    <span className="row row--wrap">
      {offCount > 0 ? (
        <Link href={stationsHref(key)}>
          <Tag tone="warn">{t("offAt", { n: offCount })}</Tag>
        </Link>
      ) : (
        <Tag tone="good" icon="check">
          {t("inStep")}
        </Tag>
      )}
      {rebootCount > 0 ? <Tag tone="info">{t("rebootAt", { n: rebootCount })}</Tag> : null}
    </span>
  );
}
