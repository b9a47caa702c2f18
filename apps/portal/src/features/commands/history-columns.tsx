"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Age } from "@/ui/age";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import type { CommandRecord } from "./command";
import { CommandTag } from "./command-steps";

export function useHistoryColumns(timeZone: string): Column<CommandRecord>[] {
  const t = useTranslations("commands");
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: "action",
        head: t("command"),
        phone: "name",
        fixed: true,
        cell: (record) => <b className="strong">{record.action}</b>,
      },
      { id: "status", head: t("outcome"), phone: "end", cell: (record) => <CommandTag record={record} /> },
      {
        id: "by",
        head: t("by"),
        phone: "full",
        cell: (record) => <span className="sub">{record.requestedBy ?? "–"}</span>,
      },
      {
        id: "at",
        head: t("asked"),
        numeric: true,
        phoneLabel: t("asked"),
        cell: (record) => <Age className="dim" at={record.createdAt} timeZone={timeZone} />,
      },
      {
        id: "took",
        head: t("took"),
        numeric: true,
        phoneLabel: t("took"),
        cell: (record) =>
          record.sentAt && record.settledAt && record.status !== "silent"
            ? format.number((record.settledAt.getTime() - record.sentAt.getTime()) / 1000, 2)
            : "–",
      },
    ],
    [t, format, timeZone],
  );
}
