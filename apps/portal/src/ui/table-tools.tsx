"use client";
import { useTranslations } from "next-intl";
import { Button } from "./button";
import { download, toCsv } from "./csv";
import { Menu, MenuCheck, MenuLabel } from "./overlay";
import type { Column } from "./table-columns";

/** Column choice. */
export function ColumnMenu<R>({
  columns,
  hidden,
  toggle,
}: {
  columns: Column<R>[];
  hidden: Set<string>;
  toggle: (id: string) => void;
}) {
  const t = useTranslations("table");
  return (
    <Menu trigger={<Button icon="colset">{t("columns")}</Button>} align="end">
      <MenuLabel>{t("shownColumns")}</MenuLabel>
      {columns
        .filter((column) => !column.fixed)
        .map((column) => (
          <MenuCheck key={column.id} checked={!hidden.has(column.id)} onChange={() => toggle(column.id)}>
            {column.head}
          </MenuCheck>
        ))}
    </Menu>
  );
}

/** CSV of what is shown: the columns chosen, the rows loaded. */
export function CsvButton<R>({ name, columns, rows }: { name: string; columns: Column<R>[]; rows: R[] }) {
  const t = useTranslations("table");
  return (
    <Button icon="dl" disabled={rows.length === 0} onClick={() => download(`${name}.csv`, toCsv(columns, rows))}>
      {t("csv")}
    </Button>
  );
}
