"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import type { Column } from "@/ui/table-columns";
import type { InstalledCertificate } from "./certificate";
import { useCertificateKind } from "./certificate-kind";

export function useInstalledColumns(
  timeZone: string,
  onDelete: (certificate: InstalledCertificate) => void,
): Column<InstalledCertificate>[] {
  const t = useTranslations("certificates");
  const kindOf = useCertificateKind();
  return useMemo(
    () => [
      {
        id: "kind",
        head: t("kind"),
        phone: "name",
        fixed: true,
        width: "24%",
        csv: (row) => row.certificateType,
        cell: (row) => (
          <>
            <b className="strong">{kindOf(row.certificateType)}</b>
            {row.children.length > 0 ? <small>{t("children", { n: row.children.length })}</small> : null}
          </>
        ),
      },
      {
        id: "serial",
        head: t("serial"),
        phone: "full",
        phoneLabel: t("serial"),
        width: "22%",
        csv: (row) => row.hash.serialNumber,
        cell: (row) => (
          <>
            <span className="mono">{row.hash.serialNumber}</span>
            {row.children.map(({ serialNumber }) => (
              <small key={serialNumber} className="mono">
                {serialNumber}
              </small>
            ))}
          </>
        ),
      },
      {
        id: "hashes",
        head: t("hashes"),
        phone: "full",
        width: "auto",
        csv: (row) => `${row.hash.hashAlgorithm} ${row.hash.issuerNameHash} ${row.hash.issuerKeyHash}`,
        cell: ({ hash }) => (
          <>
            <small>{hash.hashAlgorithm}</small>
            <HashLine name={t("issuerName")} hash={hash.issuerNameHash} />
            <HashLine name={t("issuerKey")} hash={hash.issuerKeyHash} />
          </>
        ),
      },
      {
        id: "reported",
        head: t("reported"),
        numeric: true,
        width: "116px",
        phoneLabel: t("reported"),
        csv: (row) => row.reportedAt,
        cell: (row) => <Age className="dim" at={row.reportedAt} timeZone={timeZone} />,
      },
      {
        id: "delete",
        head: t("delete"),
        hideHead: true,
        numeric: true,
        phone: "end",
        width: "96px",
        cell: (row) => (
          <Button
            size="s"
            aria-label={t("deleteNamed", { serial: row.hash.serialNumber })}
            onClick={() => onDelete(row)}
          >
            {t("delete")}
          </Button>
        ),
      },
    ],
    [t, kindOf, timeZone, onDelete],
  );
}

const HashLine = ({ name, hash }: { name: string; hash: string }) => (
  <small className="one-line" title={hash}>
    {name} <span className="mono">{hash}</span>
  </small>
);
