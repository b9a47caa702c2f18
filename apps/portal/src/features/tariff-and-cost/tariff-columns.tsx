"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Age } from "@/ui/age";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { RatesText } from "./rates-text";
import { type TariffRow, tariffHref } from "./tariff";

export function useTariffColumns(timeZone: string): Column<TariffRow>[] {
  const t = useTranslations("tariffs");
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: "tariff",
        head: t("tariff"),
        phone: "name",
        fixed: true,
        width: "220px",
        csv: (row) => row.name,
        cell: (row) => (
          <>
            <Link className="name-link" href={tariffHref(row.key)}>
              {row.name}
            </Link>
            <small className="mono">{row.key}</small>
          </>
        ),
      },
      {
        id: "price",
        head: t("net"),
        phone: "full",
        width: "auto",
        cell: (row) => <RatesText rates={row} />,
      },
      ...(["energy", "time", "session"] as const).map(
        (what): Column<TariffRow> => ({
          ...{ id: what, head: t(`field.${what}.label`), hiddenAtFirst: true },
          ...{ csv: (row: TariffRow) => row[what], cell: (row: TariffRow) => row[what] },
        }),
      ),
      {
        id: "tax",
        head: t("taxHead"),
        numeric: true,
        width: "80px",
        phoneLabel: t("taxHead"),
        csv: (row) => row.tax,
        cell: (row) => (row.tax === null ? <span className="dim">–</span> : format.decimal(row.tax)),
      },
      {
        id: "sample",
        head: t("sample"),
        numeric: true,
        width: "190px",
        phoneLabel: t("sample"),
        csv: (row) => row.sampleTotal,
        cell: (row) => format.money(row.sampleTotal, row.currency),
      },
      {
        id: "holds",
        head: t("holds"),
        width: "190px",
        phone: "full",
        csv: (row) => (row.isDefault ? t("isDefault") : String(row.stationCount)),
        cell: (row) => <Holds row={row} />,
      },
      {
        id: "changed",
        head: t("changed"),
        width: "140px",
        phone: "hide",
        csv: (row) => row.updatedAt,
        cell: (row) => (
          <>
            {t("version", { n: row.version })}
            <small>
              <Age at={row.updatedAt} timeZone={timeZone} />
            </small>
          </>
        ),
      },
    ],
    [t, format, timeZone],
  );
}

function Holds({ row: { isDefault, stationCount } }: { row: TariffRow }) {
  const t = useTranslations("tariffs");
  return (
    <span className="row row--wrap">
      {isDefault ? <Tag tone="info">{t("isDefault")}</Tag> : null}
      {stationCount > 0 ? (
        t("atStations", { n: stationCount })
      ) : isDefault ? null : (
        <span className="dim">{t("nowhere")}</span>
      )}
    </span>
  );
}
