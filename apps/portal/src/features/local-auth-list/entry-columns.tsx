"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Button } from "@/ui/button";
import { useFormat } from "@/ui/format";
import type { Column } from "@/ui/table-columns";
import { Tag, type Tone } from "@/ui/tag";
import { type Entry, isType, type Standing, shownToken } from "./local-list";

const toneOf: Record<Standing, Tone> = { held: "good", add: "info", change: "warn", remove: "plain" };

type Acts = { onEdit: (entry: Entry) => void; onRemove: (entry: Entry) => void };

export function useEntryColumns(timeZone: string, { onEdit, onRemove }: Acts): Column<Entry>[] {
  const t = useTranslations("localList");
  return useMemo(
    () => [
      {
        id: "card",
        head: t("card"),
        phone: "name",
        fixed: true,
        width: "auto",
        csv: (row) => row.idToken,
        cell: (row) => <b className="strong mono">{shownToken(row)}</b>,
      },
      { id: "type", head: t("type"), phone: "half", width: "112px", csv: (row) => row.type, cell: (row) => row.type },
      {
        id: "told",
        head: t("toldAs"),
        phone: "full",
        width: "18%",
        csv: (row) => row.status,
        cell: (row) =>
          row.wanted ? (
            <>
              <span>{row.wanted.status}</span>
              <small>{row.status === null ? t("follows") : t("ownStatus")}</small>
            </>
          ) : (
            <span className="dim">{t("nothing")}</span>
          ),
      },
      {
        id: "group",
        head: t("group"),
        phone: "hide",
        width: "13%",
        csv: (row) => row.groupIdToken,
        cell: (row) => row.wanted?.groupIdToken?.idToken ?? <span className="dim">–</span>,
      },
      {
        id: "until",
        head: t("until"),
        phone: "hide",
        width: "13%",
        csv: (row) => row.expiresAt,
        cell: (row) => <Until at={row.wanted?.cacheExpiryDateTime} timeZone={timeZone} />,
      },
      {
        id: "standing",
        head: t("atStation"),
        phone: "full",
        width: "18%",
        csv: (row) => t(`standing.${row.standing}`),
        cell: (row) => (
          <>
            <Tag tone={toneOf[row.standing]}>{t(`standing.${row.standing}`)}</Tag>
            {row.standing === "change" ? <small>{t("holds", { status: row.held?.status ?? "?" })}</small> : null}
          </>
        ),
      },
      {
        id: "act",
        head: t("actions"),
        hideHead: true,
        numeric: true,
        phone: "end",
        width: "96px",
        cell: (row) =>
          row.wanted && isType(row.type) ? (
            <span className="row">
              <Button
                size="s"
                look="bare"
                icon="gear"
                iconOnly
                aria-label={t("editNamed", { card: shownToken(row) })}
                onClick={() => onEdit(row)}
              />
              <Button
                size="s"
                look="bare"
                icon="trash"
                iconOnly
                aria-label={t("removeNamed", { card: shownToken(row) })}
                onClick={() => onRemove(row)}
              />
            </span>
          ) : null,
      },
    ],
    [t, timeZone, onEdit, onRemove],
  );
}

function Until({ at, timeZone }: { at: string | undefined; timeZone: string }) {
  const format = useFormat();
  if (!at) return <span className="dim">–</span>;
  const moment = new Date(at);
  return (
    <time dateTime={at} title={format.exact(moment, timeZone)}>
      {format.date(moment, timeZone)}
    </time>
  );
}
