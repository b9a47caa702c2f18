"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Bone } from "@/ui/bone";
import { Card, CardBody, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { type Step, Steps } from "@/ui/steps";
import type { SessionDetail } from "./session";
import { useWhen } from "./use-when";

/** What the station was told of the cost, by the log of its messages, newest first. */
export function CostsToldCard({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.told");
  const format = useFormat();
  const when = useWhen(session);
  const { timeZone, currency } = session;
  const query = useQuery(useTRPC().tariffAndCost.told.queryOptions({ id: session.id }));
  const told = query.data;
  const steps = told?.items.map(
    ({ id, at, how, eventType, seqNo, totalCost, outcome }): Step => ({
      id,
      state: outcome === "answered" ? "done" : outcome === "refused" ? "bad" : "warn",
      title: currency === null ? format.decimal(totalCost) : format.money(totalCost, currency),
      time: (
        <time dateTime={at.toISOString()} title={format.exact(at, timeZone)}>
          {when(at)}
        </time>
      ),
      note:
        how === "answer"
          ? t("answer", { type: eventType ?? "TransactionEvent", seqNo: seqNo ?? "?" })
          : t(`command.${outcome}`),
    }),
  );
  return (
    <Card>
      <CardHead
        title={t("title")}
        note={
          told && told.count > told.items.length ? t("newest", { n: told.items.length, of: told.count }) : undefined
        }
      />
      <CardBody>
        {query.error ? (
          <Failure error={query.error} retry={() => void query.refetch()} />
        ) : !steps ? (
          <Bone width="100%" height={40} />
        ) : steps.length > 0 ? (
          <Steps steps={steps} />
        ) : (
          <p className="sub">{t(session.active ? "nothingYet" : "nothing")}</p>
        )}
      </CardBody>
    </Card>
  );
}
