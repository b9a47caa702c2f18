"use client";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { CostLines } from "../tariff-and-cost/cost-lines";
import { tariffHref } from "../tariff-and-cost/tariff";
import type { SessionDetail } from "./session";

/** How the amount is made: the lines of the tariff that held when the session began. */
export function CostCard({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.cost");
  const format = useFormat();
  const { totalCost, currency, costLines, tariff, active } = session;
  if (totalCost === null || currency === null || !tariff)
    return (
      <Card>
        <CardHead title={t("title")} />
        <Empty icon="tag" title={t("none")}>
          {t("noneNote")}
        </Empty>
      </Card>
    );
  return (
    <Card>
      <CardHead title={t(active ? "soFar" : "made", { amount: format.money(totalCost, currency) })}>
        <Link className="small" href={tariffHref(tariff.key)}>
          {t("tariff", { name: tariff.name, version: tariff.version })}
        </Link>
      </CardHead>
      <CardBody className="lines">
        <CostLines lines={costLines} total={totalCost} currency={currency} isFinal={!active} />
      </CardBody>
      <div className="card__foot">
        <span className="grow">{t(`chosenBy.${tariff.chosenBy}`)}</span>
        {active ? <TellNow session={session} /> : null}
      </div>
    </Card>
  );
}

/** A station that shows a price hears it with its meter values; this tells it in between. */
function TellNow({ session: { id, state } }: { session: SessionDetail }) {
  const t = useTranslations("session.cost");
  const tell = useMutation(useTRPC().tariffAndCost.tell.mutationOptions());
  const isAway = state === "offline";
  return (
    <>
      <Button size="s" icon="send" busy={tell.isPending} disabled={isAway} onClick={() => tell.mutate({ id })}>
        {t("tell")}
      </Button>
      {isAway ? <span className="small dim">{t("away")}</span> : null}
      {tell.error ? <Failure error={tell.error} /> : null}
    </>
  );
}
