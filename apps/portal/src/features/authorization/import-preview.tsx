"use client";
import { useTranslations } from "next-intl";
import { Card, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Notice } from "@/ui/notice";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import { CsvButton } from "@/ui/table-tools";
import type { CardFileCheck } from "./card";

type Fault = CardFileCheck["faults"][number];
type Line = CardFileCheck["first"][number];

/** What is wrong, line by line; and the first cards as they were understood. */
export function ImportPreview({ check, timeZone }: { check: CardFileCheck; timeZone: string }) {
  const t = useTranslations("cards");
  const format = useFormat();
  const columnName = (column: Fault["column"]) => (column === null ? "–" : t(`import.columns.${column}`));
  const why = ({ fault, value }: Fault) => t(`import.faults.${fault}`, { value });
  const faults: Column<Fault>[] = [
    {
      id: "line",
      head: t("import.line"),
      numeric: true,
      width: "80px",
      phone: "name",
      fixed: true,
      csv: (row) => row.line,
      cell: (row) => row.line,
    },
    {
      id: "column",
      head: t("import.column"),
      width: "190px",
      phone: "full",
      csv: (row) => columnName(row.column),
      cell: (row) => columnName(row.column),
    },
    {
      id: "why",
      head: t("import.why"),
      width: "auto",
      phone: "full",
      csv: why,
      cell: (row) => <span className="wrap-any">{why(row)}</span>,
    },
  ];
  const first: Column<Line>[] = [
    { id: "line", head: t("import.line"), numeric: true, width: "80px", phone: "end", cell: (row) => row.line },
    { id: "card", head: t("card"), width: "auto", phone: "name", fixed: true, cell: (row) => row.idToken || t("pin") },
    { id: "type", head: t("type"), width: "180px", phone: "full", cell: (row) => t(`types.${row.type}`) },
    { id: "group", head: t("group"), width: "160px", phone: "full", cell: (row) => row.groupIdToken ?? "–" },
    { id: "driver", head: t("driver"), width: "200px", phone: "full", cell: (row) => row.driverName ?? "–" },
    {
      id: "expires",
      head: t("lastDay"),
      width: "130px",
      phone: "hide",
      cell: (row) => (row.expiresAt ? format.date(new Date(Date.parse(row.expiresAt) - 1), timeZone) : "–"),
    },
  ];
  return (
    <>
      {check.unknownColumns.length > 0 ? (
        <Notice tone="warn" title={t("import.unknownColumns", { columns: check.unknownColumns.join(", ") })}>
          <p>{t("import.unknownNote")}</p>
        </Notice>
      ) : null}
      {check.doubts.length > 0 ? (
        <Notice tone="warn" title={t("import.doubts", { n: check.doubts.length })}>
          <p className="wrap-any">
            {t("import.doubtsNote", {
              lines: check.doubts
                .slice(0, 20)
                .map(({ line, value }) => `${line}: ${value}`)
                .join(", "),
              more: Math.max(0, check.doubts.length - 20),
            })}
          </p>
        </Notice>
      ) : null}
      {check.faultCount > 0 ? (
        <Card>
          <CardHead title={t("import.wrong", { n: check.faultCount })}>
            <CsvButton name="card-faults" columns={faults} rows={check.faults} />
          </CardHead>
          <Table
            label={t("import.wrong", { n: check.faultCount })}
            columns={faults}
            pages={[check.faults]}
            rowKey={(row) => `${row.line} ${row.column} ${row.fault}`}
            rowName={(row) => t("import.lineName", { line: row.line })}
            foot={
              check.faults.length < check.faultCount ? t("import.firstFaults", { n: check.faults.length }) : undefined
            }
            empty={null}
          />
        </Card>
      ) : (
        <Notice tone="good" title={t("import.nothingWrong")} />
      )}
      {check.first.length > 0 ? (
        <Card>
          <CardHead title={t("import.first")} />
          <Table
            label={t("import.first")}
            columns={first}
            pages={[check.first]}
            rowKey={(row) => String(row.line)}
            rowName={(row) => row.idToken || t("pin")}
            empty={null}
          />
        </Card>
      ) : null}
    </>
  );
}
