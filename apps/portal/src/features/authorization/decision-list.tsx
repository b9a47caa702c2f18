"use client";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Card } from "@/ui/card";
import { FilterChip } from "@/ui/filter-chip";
import { FilterRow } from "@/ui/filter-row";
import { Empty } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Table } from "@/ui/table";
import { CsvButton } from "@/ui/table-tools";
import { Segments } from "@/ui/tabs";
import { StationFilter } from "../sessions/station-filter";
import { refusingRules } from "./card";
import { cardFilters, decisionInput } from "./card-input";
import { useCardName } from "./card-words";
import { useDecisionColumns } from "./decision-columns";
import { RefusedLately } from "./refused-lately";

/** What each card was told, and why; the refused ones first asked for. */
export function DecisionList({ station }: { station?: { identity: string } }) {
  const t = useTranslations("cards");
  const address = useAddress();
  const nameOf = useCardName();
  const filters = cardFilters(address.read);
  const input = decisionInput({ ...filters, station: station?.identity ?? filters.station });
  const columns = useDecisionColumns(station !== undefined);
  const list = useList("authorization.decisions", input, useTRPCClient().authorization.decisions.query);
  return (
    <>
      <FilterRow label={t("filters")} tools={<CsvButton name="decisions" columns={columns} rows={list.rows} />}>
        <SearchField
          label={t("searchCard")}
          value={filters.search ?? ""}
          onChange={(search) => address.write({ search }, "replace")}
        />
        <Segments
          label={t("outcome")}
          value={filters.isAll ? "all" : "refused"}
          options={[
            { value: "refused", label: t("refusedOnly") },
            { value: "all", label: t("everyDecision") },
          ]}
          onChange={(outcome) => address.write({ outcome: outcome === "all" ? "all" : null })}
        />
        <FilterChip
          name={t("rule")}
          options={refusingRules.map((rule) => ({ value: rule, label: t(`rules.${rule}`) }))}
          chosen={filters.rules}
          onChange={(rule) => address.write({ rule })}
        />
        {station ? null : <StationFilter chosen={filters.station} siteId={undefined} />}
      </FilterRow>
      {station ? null : <RefusedLately />}
      <Card>
        <Table
          label={t("view.decisions")}
          columns={columns}
          pages={list.pages}
          rowKey={(row) => row.id}
          rowName={(row) =>
            t("decisionOf", {
              card: nameOf({ idToken: row.idToken, type: row.idTokenType }),
              station: row.stationIdentity,
            })
          }
          {...list.more}
          error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
          foot={t("decisionsShown", { n: list.rows.length })}
          empty={
            <Empty icon="shield" title={t(filters.isAll ? "noDecision" : "noRefusal")}>
              {t("noDecisionNote")}
            </Empty>
          }
        />
      </Card>
    </>
  );
}
