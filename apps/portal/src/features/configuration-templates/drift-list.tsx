"use client";
import "../bulk-commands/bulk.css";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC, useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { FilterChip } from "@/ui/filter-chip";
import { useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import { AddressTabs } from "@/ui/tabs";
import { driftHref, useDriftColumns } from "./drift-columns";
import { RepairMany } from "./repair-many";
import { driftFilter, driftInput, driftViews } from "./template-input";
import { useDriftSelection } from "./use-drift-selection";

/** How each station stands to its template; those chosen are repaired at once. */
export function DriftList({ timeZone }: { timeZone: string }) {
  const t = useTranslations("templates.drift");
  const format = useFormat();
  const address = useAddress();
  const trpc = useTRPC();
  const api = useTRPCClient();
  const siteId = address.read("site");
  const asked = {
    ...{ view: address.read("view"), template: address.read("template"), search: address.read("search"), siteId },
  };
  const input = driftInput(asked);
  const columns = useDriftColumns(timeZone);
  const list = useList("configurationTemplates.drift", input, api.configurationTemplates.drift.query);
  const counts = useQuery(trpc.configurationTemplates.driftCounts.queryOptions(driftFilter(asked))).data;
  const templates = useQuery(trpc.configurationTemplates.list.queryOptions({ limit: 200 })).data;
  const { selection, chosen, clear, isLoading } = useDriftSelection(input, list.rows);
  const [repairing, setRepairing] = useState(false);
  const all = async () => (await api.configurationTemplates.drift.query({ ...input, limit: 1_000 })).items;
  const isFiltered = Boolean(asked.template || asked.search);
  return (
    <>
      <div className="row row--wrap between">
        <div className="row row--wrap">
          <SearchField
            label={t("search")}
            value={asked.search ?? ""}
            onChange={(search) => address.write({ search }, "replace")}
          />
          <FilterChip
            name={t("template")}
            single
            options={(templates?.items ?? []).map(({ key }) => ({ value: key, label: key }))}
            chosen={asked.template ? [asked.template] : []}
            onChange={([template]) => address.write({ template: template ?? null })}
          />
        </div>
        <CsvButton name="drift" columns={columns} rows={list.rows} load={all} />
      </div>
      <AddressTabs
        name="view"
        label={t("views")}
        tabs={driftViews.map((id) => ({
          id,
          label: t(`view.${id}`),
          note: counts ? format.number(counts[id]) : undefined,
        }))}
      />
      <Card>
        <Table
          label={t("title")}
          sticky
          columns={columns}
          pages={list.pages}
          rowKey={(row) => row.id}
          rowName={(row) => row.identity}
          href={driftHref}
          selection={selection}
          {...list.more}
          error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
          foot={t("shown", { n: list.rows.length })}
          empty={
            isFiltered ? (
              <Empty
                icon="search"
                title={t("noMatch")}
                action={
                  <Button onClick={() => address.write({ template: null, search: null, view: null })}>
                    {t("clearFilter")}
                  </Button>
                }
              />
            ) : (
              <Empty icon="check" title={t(input.view === "off" ? "noDrift" : "noneSuch")}>
                {counts?.none && input.view === "off" ? t("withoutTemplate", { n: counts.none }) : null}
              </Empty>
            )
          }
        />
        {chosen.length > 0 || isLoading ? (
          <div className="bulk" role="toolbar" aria-label={t("chosen")}>
            <b className="strong" aria-live="polite">
              {isLoading ? t("choosing") : t("selected", { n: chosen.length })}
            </b>
            <span className="push row row--wrap">
              <Button size="s" icon="redo" disabled={isLoading} onClick={() => setRepairing(true)}>
                {t("repairChosen")}
              </Button>
              <Button size="s" look="bare" icon="x" iconOnly aria-label={t("clear")} onClick={clear} />
            </span>
          </div>
        ) : null}
      </Card>
      {repairing ? <RepairMany stations={chosen} onClose={() => setRepairing(false)} /> : null}
    </>
  );
}
