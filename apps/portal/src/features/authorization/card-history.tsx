"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Age } from "@/ui/age";
import { useFormat } from "@/ui/format";
import { Status } from "@/ui/status";
import { Segments } from "@/ui/tabs";
import { stationHref } from "../stations/station-columns";
import { type CardRow, lookOf } from "./card";
import { useReason } from "./card-words";

const views = ["told", "used", "changed"] as const;

/** What a card was told, where it was used, and what was done to it. */
export function CardHistory({ card, timeZone }: { card: CardRow; timeZone: string }) {
  const t = useTranslations("cards");
  const [view, setView] = useState<(typeof views)[number]>("told");
  return (
    <div className="stack stack--3">
      <Segments
        label={t("history")}
        value={view}
        options={views.map((one) => ({ value: one, label: t(`histories.${one}`) }))}
        onChange={setView}
      />
      {view === "told" ? <Told card={card} /> : view === "used" ? <Used card={card} /> : null}
      {view === "changed" ? <Changed card={card} timeZone={timeZone} /> : null}
    </div>
  );
}

function Told({ card }: { card: CardRow }) {
  const t = useTranslations("cards");
  const format = useFormat();
  const reason = useReason();
  const query = useQuery(useTRPC().authorization.decisions.queryOptions({ cardId: card.id, limit: 20 }));
  return (
    <>
      {query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data?.items.length === 0 ? <p className="sub small">{t("noHistory")}</p> : null}
      <ol className="told" aria-label={t("toldList")}>
        {query.data?.items.map((row) => (
          <li key={row.id}>
            <Status state={lookOf(row.status)} word={t(`status.${row.status}`)} />
            <span className="small dim">
              {format.dayMonth(row.at, row.timeZone)}, {format.clock(row.at, row.timeZone)}
            </span>
            <span className="small wrap-any">
              {row.transactionId ? (
                <Link href={`/sessions/${row.transactionId}`}>{row.stationIdentity}</Link>
              ) : (
                row.stationIdentity
              )}
              {row.evseId === null ? "" : ` · ${t("evse", { n: row.evseId })}`}. {reason(row)}
            </span>
          </li>
        ))}
      </ol>
      {card.idToken ? (
        <p className="small">
          <Link href={`/sessions?search=${encodeURIComponent(card.idToken)}`}>{t("toSessions")}</Link>
        </p>
      ) : null}
    </>
  );
}

function Used({ card }: { card: CardRow }) {
  const t = useTranslations("cards");
  const query = useQuery(useTRPC().authorization.used.queryOptions({ cardId: card.id }));
  return (
    <>
      {query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data?.length === 0 ? <p className="sub small">{t("noHistory")}</p> : null}
      <ol className="told" aria-label={t("histories.used")}>
        {query.data?.map(({ stationIdentity, siteName, times, lastAt, timeZone }) => (
          <li key={stationIdentity}>
            <Link href={stationHref(stationIdentity)}>{stationIdentity}</Link>
            <span className="small dim">
              <Age at={lastAt} timeZone={timeZone} />
            </span>
            <span className="small wrap-any">
              {siteName ?? t("noSite")} · {t("askedTimes", { n: times })}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function Changed({ card, timeZone }: { card: CardRow; timeZone: string }) {
  const t = useTranslations("cards");
  const query = useQuery(useTRPC().authorization.changes.queryOptions({ cardId: card.id }));
  return (
    <>
      {query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data?.length === 0 ? <p className="sub small">{t("noChanges")}</p> : null}
      <ol className="told" aria-label={t("histories.changed")}>
        {query.data?.map(({ id, at, by, what, fields }) => (
          <li key={id}>
            <b className="strong">{t(`did.${what}`)}</b>
            <span className="small dim">
              <Age at={at} timeZone={timeZone} />
            </span>
            <span className="small wrap-any">
              {t("doneBy", { name: by })}
              {fields.length > 0 ? `: ${fields.map((field) => fieldName(field, t)).join(", ")}` : ""}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

const fieldNames = {
  status: "state",
  groupIdToken: "group",
  masterPass: "masterPass",
  language: "language",
  language2: "language2",
  expiresAt: "expires",
  personalMessage: "message",
  maxConcurrentTransactions: "atOnce",
  driverId: "driver",
  tariffKey: "tariff",
  limits: "limits",
} as const;

function fieldName(field: string, t: (key: (typeof fieldNames)[keyof typeof fieldNames]) => string): string {
  const known = Object.keys(fieldNames).find((one): one is keyof typeof fieldNames => one === field);
  return known ? t(fieldNames[known]) : field;
}
