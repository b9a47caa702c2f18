"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/overlay";
import { Segments } from "@/ui/tabs";
import { bulkHref } from "../bulk-commands/bulk-href";
import { BulkProgress } from "../bulk-commands/bulk-progress";
import type { CardsOf } from "./card";

/** C11: has the stations that may remember a card ask about it again, and shows what came of it. */
export function ClearCaches({ of, name, onClose }: { of: CardsOf; name: string; onClose: () => void }) {
  const t = useTranslations("cards.caches");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const used = useQuery(trpc.authorization.used.queryOptions(of));
  const [chosen, choose] = useState<"used" | "everywhere">();
  const where = chosen ?? (used.data?.length === 0 ? "everywhere" : "used");
  const clear = useMutation(trpc.authorization.clearCaches.mutationOptions());
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { name })}
      note={t("note")}
      footer={
        clear.data ? (
          <Button look="go" onClick={onClose}>
            {ui("done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t("notNow")}</Button>
            <Button look="go" busy={clear.isPending} disabled={!used.data} onClick={() => clear.mutate({ of, where })}>
              {t("do")}
            </Button>
          </>
        )
      }
    >
      {used.error ? <Failure error={used.error} retry={() => void used.refetch()} /> : null}
      {clear.error ? <Failure error={clear.error} /> : null}
      {clear.data ? (
        clear.data.map(({ id }) => <Progress key={id} id={id} />)
      ) : used.data ? (
        <>
          <Segments
            label={t("where")}
            value={where}
            options={[
              { value: "used", label: t("used", { n: used.data.length }) },
              { value: "everywhere", label: t("everywhere") },
            ]}
            onChange={choose}
          />
          {where === "used" ? (
            <p className="small sub wrap-any">
              {used.data.length === 0
                ? t("usedNowhere")
                : used.data.map(({ stationIdentity }) => stationIdentity).join(", ")}
            </p>
          ) : (
            <p className="small sub">{t("everywhereNote")}</p>
          )}
        </>
      ) : null}
    </Dialog>
  );
}

function Progress({ id }: { id: string }) {
  const t = useTranslations("cards.caches");
  const query = useQuery(
    useTRPC().bulkCommands.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data?.isDone ? false : 5000) },
    ),
  );
  if (!query.data) return query.error ? <Failure error={query.error} /> : null;
  const { answers, outcomes } = query.data;
  return (
    <div className="stack stack--1">
      <BulkProgress bulk={query.data} />
      <p className="small">
        {t("cleared", { n: answers.Accepted ?? 0 })} {outcomes.queued > 0 ? t("waiting", { n: outcomes.queued }) : ""}{" "}
        {answers.Rejected ? t("rejected", { n: answers.Rejected }) : ""} <Link href={bulkHref(id)}>{t("each")}</Link>
      </p>
    </div>
  );
}
