"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Answers } from "@/client/answers";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { ProgressTag } from "../commands/life";

export type CustomerRow = Answers["diagnostics"]["customers"]["items"][number];

type Reference = {
  idToken?: { idToken: string; type: string };
  customerIdentifier?: string;
  customerCertificate?: { serialNumber: string };
} | null;

/** Whom it was about, as asked. */
export function customerText(reference: unknown): string | undefined {
  const { idToken, customerIdentifier, customerCertificate } = (reference as Reference) ?? {};
  return idToken?.idToken ?? customerIdentifier ?? customerCertificate?.serialNumber;
}

export function useCustomerColumns(timeZone: string, onShow: (row: CustomerRow) => void): Column<CustomerRow>[] {
  const t = useTranslations("diagnostics");
  const format = useFormat();
  return useMemo(() => {
    const kindOf = (reference: unknown) => {
      const { idToken, customerIdentifier, customerCertificate } = (reference as Reference) ?? {};
      if (idToken) return t("reference.idToken");
      if (customerIdentifier) return t("reference.customerIdentifier");
      return customerCertificate ? t("reference.customerCertificate") : t("notAskedNote");
    };
    return [
      {
        id: "customer",
        head: t("customer"),
        phone: "name",
        fixed: true,
        width: "28%",
        csv: (row) => customerText(row.reference) ?? null,
        cell: (row) => (
          <>
            <b className="strong">{customerText(row.reference) ?? t("notAsked")}</b>
            <small>
              {kindOf(row.reference)} · {t("requestNumber", { n: row.requestId })}
            </small>
          </>
        ),
      },
      {
        id: "asked",
        head: t("askedTo"),
        phone: "full",
        width: "20%",
        csv: (row) => [row.wantsReport && "report", row.wantsClear && "clear"].filter(Boolean).join(", "),
        cell: (row) => (
          <>
            {row.wantsReport ? <Tag>{t("tell")}</Tag> : null} {row.wantsClear ? <Tag>{t("wipe")}</Tag> : null}
          </>
        ),
      },
      {
        id: "status",
        head: t("state"),
        phone: "end",
        width: "150px",
        csv: (row) => row.status,
        cell: (row) => (
          <>
            <ProgressTag status={row.status} />
            {row.reason ? <small>{row.reason}</small> : null}
          </>
        ),
      },
      {
        id: "told",
        head: t("told"),
        phone: "full",
        width: "auto",
        csv: (row) => row.dataLength,
        cell: (row) => <Told row={row} onShow={onShow} />,
      },
      {
        id: "at",
        head: t("asked"),
        numeric: true,
        phoneLabel: t("asked"),
        width: "112px",
        csv: (row) => row.createdAt,
        cell: (row) => (
          <span title={format.exact(row.createdAt, timeZone)}>
            <Age at={row.createdAt} timeZone={timeZone} />
          </span>
        ),
      },
    ];
  }, [t, format, timeZone, onShow]);
}

function Told({ row, onShow }: { row: CustomerRow; onShow: (row: CustomerRow) => void }) {
  const t = useTranslations("diagnostics");
  const wiped = row.wantsClear && row.status === "Accepted" ? <small>{t("wiped")}</small> : null;
  if (row.dataLength === 0)
    return (
      <>
        {t("nothingKept")}
        {wiped}
      </>
    );
  if (row.dataLength === null)
    return (
      <>
        <span className="dim">{t(row.wantsReport && row.status === "Accepted" ? "partsAwaited" : "nothingTold")}</span>
        {wiped}
      </>
    );
  return (
    <>
      <Button size="s" icon="eye" onClick={() => onShow(row)}>
        {t("show", { n: row.dataLength })}
      </Button>
      {wiped}
    </>
  );
}
