"use client";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Button, LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { FilterChip } from "@/ui/filter-chip";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import type { CommandEntry } from "../commands/list-commands";
import { BulkCrumbs } from "./bulk-crumbs";
import { bulkHref } from "./bulk-href";
import { bulkListInput } from "./bulk-input";
import { useBulkListColumns } from "./bulk-list-columns";

/** The earlier ones, and those that are under way. */
export function BulkCommandsPage({ commands, timeZone }: { commands: CommandEntry[]; timeZone: string }) {
  const t = useTranslations("bulk");
  const address = useAddress();
  const action = address.read("action");
  const columns = useBulkListColumns(timeZone);
  const list = useList("bulkCommands.list", bulkListInput(action), useTRPCClient().bulkCommands.list.query);
  return (
    <>
      <div>
        <BulkCrumbs />
        <div className="head">
          <div>
            <h1>{t("title")}</h1>
            <p>{t("note")}</p>
          </div>
          <div className="acts">
            <FilterChip
              single
              name={t("command")}
              options={commands.map((command) => ({ value: command.action, label: command.action }))}
              chosen={action ? [action] : []}
              onChange={([next]) => address.write({ action: next })}
            />
            <CsvButton name="bulk-commands" columns={columns} rows={list.rows} />
          </div>
        </div>
      </div>
      <Card>
        <Table
          label={t("title")}
          sticky
          columns={columns}
          pages={list.pages}
          rowKey={(row) => row.id}
          rowName={(row) => t("rowName", { action: row.action, n: row.total })}
          href={(row) => bulkHref(row.id)}
          {...list.more}
          error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
          foot={t("shown", { n: list.rows.length })}
          skeletonRows={5}
          empty={
            action ? (
              <Empty
                icon="search"
                title={t("none")}
                action={<Button onClick={() => address.write({ action: null })}>{t("clearFilter")}</Button>}
              />
            ) : (
              <Empty icon="send" title={t("none")} action={<LinkButton href="/stations">{t("toStations")}</LinkButton>}>
                {t("noneNote")}
              </Empty>
            )
          }
        />
      </Card>
    </>
  );
}
