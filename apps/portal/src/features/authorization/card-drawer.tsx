"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure, failureOf } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Drawer } from "@/ui/drawer";
import { useFormat } from "@/ui/format";
import { Notice } from "@/ui/notice";
import { type CardRow, driverHref } from "./card";
import { CardForm } from "./card-form";
import { CardHistory } from "./card-history";
import { CardLimits } from "./card-limits";
import { CardStateTag, useCardName } from "./card-words";
import { ClearCaches } from "./clear-caches";
import { SetCardState } from "./set-card-state";

/** One card: whose it is, what it may, and what it was told. */
export function CardDrawer({ id, timeZone, onClose }: { id: string; timeZone: string; onClose: () => void }) {
  const t = useTranslations("cards");
  const nameOf = useCardName();
  const query = useQuery(useTRPC().authorization.get.queryOptions({ id }));
  const isMissing = [400, 404].includes((query.error && failureOf(query.error).httpStatus) ?? 0);
  return (
    <Drawer title={query.data ? nameOf(query.data) : t("card")} onClose={onClose}>
      {query.data ? (
        <Shown card={query.data} timeZone={timeZone} />
      ) : isMissing ? (
        <p className="sub">{t("missing")}</p>
      ) : query.error ? (
        <div>
          <Failure error={query.error} retry={() => void query.refetch()} />
        </div>
      ) : (
        <p className="dim">{t("loading")}</p>
      )}
    </Drawer>
  );
}

function Shown({ card, timeZone }: { card: CardRow; timeZone: string }) {
  const t = useTranslations("cards");
  const format = useFormat();
  const [asks, ask] = useState<"Accepted" | "Blocked" | "Lost" | "edit" | "caches">();
  const [isChanged, setChanged] = useState(false);
  const nameOf = useCardName();
  const changed = () => {
    ask(undefined);
    setChanged(true);
  };
  const { driverId, driverName, driverEmail, groupIdToken, language, language2, expiresAt, lostAt } = card;
  const facts: [string, React.ReactNode][] = [
    [t("type"), t(`types.${card.type}`)],
    [
      t("driver"),
      driverId === null ? (
        "–"
      ) : (
        <Link key="driver" href={driverHref(driverId)}>
          {[driverName, driverEmail].filter(Boolean).join(", ")}
        </Link>
      ),
    ],
    ...(groupIdToken
      ? [
          [
            t("group"),
            <Link key="group" href={`/cards?group=${encodeURIComponent(groupIdToken)}`}>
              {groupIdToken}
            </Link>,
          ] as const,
        ]
      : []
    ).map(([name, value]): [string, React.ReactNode] => [name, value]),
    [t("expires"), expiresAt ? format.exact(expiresAt, timeZone) : t("never")],
    [t("atOnce"), card.maxConcurrentTransactions ?? t("anyNumber")],
    ...(language ? [[t("languages"), [language, language2].filter(Boolean).join(", ")] as [string, string]] : []),
    ...(card.personalMessage ? [[t("message"), card.personalMessage] as [string, string]] : []),
    ...(lostAt ? [[t("lostAt"), format.exact(lostAt, timeZone)] as [string, string]] : []),
  ];
  return (
    <>
      <div className="stack stack--3">
        <CardStateTag card={card} />
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="wrap-any">{value}</dd>
            </div>
          ))}
        </dl>
        {card.masterPass ? <p className="small sub">{t("masterPassNote")}</p> : null}
        <CardLimits limits={card.limits} />
        {isChanged ? (
          <Notice
            tone="info"
            title={t("caches.offer")}
            action={
              <Button size="s" onClick={() => ask("caches")}>
                {t("caches.open")}
              </Button>
            }
          >
            <p>{t("caches.offerNote")}</p>
          </Notice>
        ) : null}
        <div className="row row--wrap">
          <Button size="s" onClick={() => ask("edit")}>
            {t("edit")}
          </Button>
          {card.state === "Blocked" || card.state === "Lost" ? (
            <Button size="s" onClick={() => ask("Accepted")}>
              {t("unblock")}
            </Button>
          ) : (
            <>
              <Button size="s" onClick={() => ask("Blocked")}>
                {t("block")}
              </Button>
              <Button size="s" onClick={() => ask("Lost")}>
                {t("lost")}
              </Button>
            </>
          )}
          {isChanged ? null : (
            <Button size="s" look="bare" onClick={() => ask("caches")}>
              {t("caches.open")}
            </Button>
          )}
        </div>
      </div>
      <CardHistory card={card} timeZone={timeZone} />
      {asks === "edit" ? (
        <CardForm card={card} timeZone={timeZone} onClose={() => ask(undefined)} onSaved={changed} />
      ) : asks === "caches" ? (
        <ClearCaches of={{ cardId: card.id }} name={nameOf(card)} onClose={() => ask(undefined)} />
      ) : asks ? (
        <SetCardState card={card} state={asks} onClose={() => ask(undefined)} onDone={changed} />
      ) : null}
    </>
  );
}
