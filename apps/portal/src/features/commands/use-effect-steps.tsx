"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDuration, useFormat } from "@/ui/format";
import { useNow } from "@/ui/now";
import type { Step } from "@/ui/steps";
import { answerWord } from "./answer";
import type { CommandDetail, Observed } from "./command";
import { isFailure } from "./progress";

/** What was seen, in words. */
export function useObserved() {
  const t = useTranslations("commands");
  return ({ what, detail }: Observed) =>
    what === "report-complete" && detail === null
      ? t("observed.report-only")
      : t(`observed.${what}`, { detail: detail ?? "" });
}

/** What came after the answer: the effect, or how long it has not been seen; an answer that was late; what the station said since. */
export function useEffectSteps(record: CommandDetail) {
  const { response, observed, effect, settledAt, lateAnswer, heardSince, endedSessions } = record;
  const t = useTranslations("commands");
  const format = useFormat();
  const duration = useDuration();
  const seen = useObserved();
  const now = useNow();
  return (sentAt: Date): Step[] => {
    const after = (at: Date) => `+ ${format.number((at.getTime() - sentAt.getTime()) / 1000, 3)} s`;
    const steps: Step[] = [];
    if (lateAnswer)
      steps.push({
        ...{ id: "late", state: "warn", time: after(lateAnswer.at), note: t("next.late") },
        title: t("step.late", { word: lateAnswer.error?.code ?? answerWord(lateAnswer.response) ?? "" }),
      });
    if (observed)
      steps.push({
        ...{ id: "observed", state: isFailure(observed) ? "bad" : "done", title: t("step.observed") },
        ...{ time: after(observed.at), note: seen(observed) },
      });
    else if (effect === "awaited") {
      const how = answerWord(response) === "Scheduled" ? "pending" : "notObserved";
      steps.push({ id: "observed", state: "todo", title: t(`step.${how}`), note: t(`next.${how}`) });
    } else if (effect === "unseen" && settledAt)
      steps.push({
        ...{ id: "observed", state: "warn", title: t("step.unseen") },
        note: t("next.unseen", { time: duration((now - settledAt.getTime()) / 1000) }),
      });
    if (heardSince)
      steps.push({
        ...{ id: "heard", state: heardSince.isContrary ? "bad" : "done", time: after(heardSince.at) },
        title: t(heardSince.isContrary ? "step.contrary" : "step.heard"),
        note: t(`heard.${heardSince.what}`, { detail: heardSince.detail ?? "unknown" }),
      });
    if (endedSessions.length > 0)
      steps.push({
        ...{ id: "ended", state: "done", title: t("step.ended", { n: endedSessions.length }) },
        note: endedSessions.map(({ id, transactionId }, place) => (
          <span key={id}>
            {place > 0 ? ", " : null}
            <Link href={`/sessions/${id}`}>{transactionId}</Link>
          </span>
        )),
      });
    return steps;
  };
}
