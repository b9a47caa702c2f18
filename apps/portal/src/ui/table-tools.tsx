"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
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

/** CSV of what is shown: the columns chosen, the rows loaded; with `load`, all the rows there are. */
export function CsvButton<R>({
  name,
  columns,
  rows,
  load,
}: {
  name: string;
  columns: Column<R>[];
  rows: R[];
  load?: () => Promise<R[]>;
}) {
  const t = useTranslations("table");
  const [isLoading, setLoading] = useState(false);
  const save = async () => {
    setLoading(true);
    try {
      download(`${name}.csv`, toCsv(columns, load ? await load() : rows));
    } finally {
      setLoading(false);
    }
  };
  return (
    <Button icon="dl" busy={isLoading} disabled={rows.length === 0} onClick={() => void save()}>
      {t("csv")}
    </Button>
  );
}
