"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Age } from "@/ui/age";
import { Icon } from "@/ui/icon";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { answerData, onOneLine, type Transfer } from "./transfer";

export function useTransferColumns(timeZone: string): Column<Transfer>[] {
  const t = useTranslations("dataTransfer");
  return useMemo(
    () => [
      {
        id: "vendor",
        head: t("vendor"),
        phone: "name",
        fixed: true,
        width: "28%",
        csv: (row) => row.vendorId,
        cell: (row) => (
          <>
            <b className="strong">{row.vendorId}</b>
            <small>{row.messageId ?? t("noMessageId")}</small>
          </>
        ),
      },
      {
        id: "direction",
        head: t("direction"),
        phone: "full",
        width: "176px",
        csv: (row) => t(row.direction),
        cell: (row) => (
          <span className="row sub">
            <Icon name={row.direction} size="s" />
            {t(row.direction)}
          </span>
        ),
      },
      {
        id: "message",
        head: t("messageId"),
        phone: "hide",
        hiddenAtFirst: true,
        csv: (row) => row.messageId,
        cell: (row) => row.messageId ?? "–",
      },
      {
        id: "data",
        head: t("data"),
        phone: "full",
        width: "auto",
        csv: (row) => (row.data === null ? null : onOneLine(row.data)),
        cell: (row) => <Cut value={row.data} />,
      },
      {
        id: "answer",
        head: t("answer"),
        phone: "full",
        width: "24%",
        csv: (row) => row.status ?? row.failure,
        cell: (row) => (
          <>
            <TransferTag transfer={row} />
            {answerData(row) === null ? null : (
              <small>
                <Cut value={answerData(row)} />
              </small>
            )}
          </>
        ),
      },
      {
        id: "customData",
        head: t("customData"),
        phone: "hide",
        hiddenAtFirst: true,
        csv: (row) => (row.customData === null ? null : onOneLine(row.customData)),
        cell: (row) => <Cut value={row.customData} />,
      },
      {
        id: "at",
        head: t("when"),
        numeric: true,
        width: "128px",
        phoneLabel: t("when"),
        csv: (row) => row.at,
        cell: (row) => (
          <>
            <Age className="dim" at={row.at} timeZone={timeZone} />
            {row.requestedBy ? <small>{row.requestedBy}</small> : null}
          </>
        ),
      },
    ],
    [t, timeZone],
  );
}

/** One line of it; the whole stands behind the row. */
function Cut({ value }: { value: unknown }) {
  if (value === null) return <span className="dim">–</span>;
  const text = onOneLine(value);
  return <span className="mono one-line">{text.length > 200 ? `${text.slice(0, 200)}…` : text}</span>;
}

export function TransferTag({ transfer: { status, failure } }: { transfer: Transfer }) {
  const t = useTranslations("dataTransfer");
  const commands = useTranslations("commands");
  if (status) return <Tag tone={status === "Accepted" ? "good" : "warn"}>{status}</Tag>;
  if (failure === "silent" || failure === "expired" || failure === "cancelled")
    return <Tag tone="warn">{commands(`status.${failure}`)}</Tag>;
  if (failure) return <Tag tone="bad">{t("refused", { code: failure })}</Tag>;
  return <Tag tone="info">{t("waiting")}</Tag>;
}
