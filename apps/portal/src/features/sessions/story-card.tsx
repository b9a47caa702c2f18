"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Bone } from "@/ui/bone";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { useDuration, useFormat } from "@/ui/format";
import { type Step, Steps } from "@/ui/steps";
import { useReason } from "./reason";
import type { SessionDetail, StoryMoment } from "./session";
import { useWhen } from "./use-when";

/** So much of a long story stands there at once: its beginning and its end. */
const [shownAtFirst, shownAtLast] = [6, 8];

/** What happened in this session, in words. */
export function StoryCard({ session }: { session: SessionDetail }) {
  const t = useTranslations("story");
  const [isOpen, setOpen] = useState(false);
  const query = useQuery(useTRPC().sessions.story.queryOptions({ id: session.id }));
  const toStep = useStep(session);
  const story = query.data;
  const steps = story?.moments.map(toStep) ?? [];
  const hidden = isOpen ? 0 : steps.length - shownAtFirst - shownAtLast;
  return (
    <Card>
      <CardHead title={t("title")} note={t("note")} />
      <CardBody className="stack stack--3">
        {query.error && !story ? <Failure error={query.error} retry={() => void query.refetch()} /> : null}
        {!story && !query.error
          ? [80, 64, 72].map((width) => <Bone key={width} width={`${width}%`} height={14} />)
          : null}
        {hidden > 1 ? (
          <>
            <Steps steps={steps.slice(0, shownAtFirst)} />
            <Button size="s" onClick={() => setOpen(true)}>
              {t("more", { n: hidden })}
            </Button>
            <Steps steps={steps.slice(-shownAtLast)} live />
          </>
        ) : (
          <Steps steps={steps} live />
        )}
        {story && !story.isWhole ? <p className="small dim">{t("cut")}</p> : null}
      </CardBody>
    </Card>
  );
}

function useStep(session: SessionDetail): (moment: StoryMoment, index: number) => Step {
  const format = useFormat();
  const when = useWhen(session);
  const title = useTitle(session);
  return (moment, index) => ({
    id: `${index}-${moment.kind}`,
    state: looks[moment.kind] ?? "done",
    title: title(moment),
    time: (
      <time dateTime={moment.at.toISOString()} title={format.exact(moment.at, session.timeZone)}>
        {when(moment.at)}
      </time>
    ),
    ...(moment.energyWh !== null && moment.energyWh > 0 ? { note: `${format.kWh(moment.energyWh, 3)} kWh` } : {}),
  });
}

const looks: Partial<Record<StoryMoment["kind"], Step["state"]>> = {
  ...{
    pausedByCar: "warn",
    pausedByStation: "warn",
    missing: "warn",
    offline: "warn",
    clockBack: "warn",
    clockForward: "warn",
  },
  ...{ clockDoubtful: "warn", registerFell: "warn", closed: "warn", deauthorized: "bad", abnormal: "bad" },
};

function useTitle({ timeZone }: SessionDetail): (moment: StoryMoment) => string {
  const t = useTranslations("story.moment");
  const format = useFormat();
  const duration = useDuration();
  const reason = useReason();
  return (moment) => {
    switch (moment.kind) {
      case "authorized":
      case "stopAuthorized":
        return t(moment.card ? moment.kind : `${moment.kind}Nobody`, { card: moment.card ?? "" });
      case "startAsked":
      case "stopAsked":
        return t(moment.kind, { by: moment.by, outcome: t(`outcome.${outcomeOf(moment.outcome)}`) });
      case "missing":
        return t("missing", { n: moment.count });
      case "offline":
        return t("offline", { n: moment.events, until: format.clock(moment.until, timeZone) });
      case "clockBack":
      case "clockForward":
      case "clockDoubtful":
        return t(moment.kind, { by: duration(moment.seconds) });
      case "ended":
        return moment.reason ? t("endedWhy", { reason: reason(moment.reason) }) : t("ended");
      case "closed":
        return t("closed", { by: moment.by });
      default:
        return t(moment.kind);
    }
  };
}

const outcomes = ["queued", "sent", "Accepted", "Rejected", "refused", "silent", "expired", "cancelled"] as const;
const outcomeOf = (outcome: string) => outcomes.find((one) => one === outcome) ?? "sent";
