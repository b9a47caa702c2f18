"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/ui/format";
import { type Step, Steps } from "@/ui/steps";
import { Tag, type Tone } from "@/ui/tag";
import { answerWord, isRefusal } from "./answer";
import type { CommandDetail, CommandRecord } from "./command";
import { isFailure } from "./progress";
import { useEffectSteps } from "./use-effect-steps";
import { useMeaning } from "./use-meaning";
import { VariableResults } from "./variable-results";

/** How a command stands, in one word. */
export function CommandTag({ record }: { record: CommandRecord }) {
  const t = useTranslations("commands");
  const word = record.status === "answered" ? answerWord(record.response) : undefined;
  if (record.observed && isFailure(record.observed))
    return (
      <Tag tone="bad" icon="x">
        {record.observed.detail}
      </Tag>
    );
  if (record.observed)
    return (
      <Tag tone="good" icon="check">
        {t("tookEffect")}
      </Tag>
    );
  if (record.effect === "unseen") return <Tag tone="warn">{t("notSeen")}</Tag>;
  if (word) return <Tag tone={isRefusal(record.response) ? "warn" : "good"}>{word}</Tag>;
  return <Tag tone={toneOf[record.status]}>{t(`status.${record.status}`)}</Tag>;
}

export const toneOf: Record<CommandRecord["status"], Tone> = {
  queued: "info",
  sent: "info",
  answered: "good",
  refused: "bad",
  silent: "warn",
  expired: "warn",
  cancelled: "plain",
};

/** No refusal: what was asked about is not there. */
const nothingThere = new Set(["Unknown", "NotFound"]);

/** Sent, answered, observed: each with its time; refused and silent in words, and what to do next. */
export function CommandSteps({ record, timeZone }: { record: CommandDetail; timeZone: string }) {
  const t = useTranslations("commands");
  const format = useFormat();
  const answered = useAnswerStep(record);
  const effect = useEffectSteps(record);
  const clock = (at: Date) => format.clockMillis(at, timeZone);
  const { status, sentAt, settledAt, createdAt, deadlineAt } = record;
  if (sentAt)
    return (
      <>
        <Steps
          live
          steps={[
            { id: "sent", state: "done", title: t("step.sent"), time: clock(sentAt) },
            answered(sentAt),
            ...effect(sentAt),
          ]}
        />
        <VariableResults response={record.response} />
      </>
    );
  const ended = status === "expired" || status === "cancelled";
  const waiting: Step = ended
    ? {
        id: "sent",
        state: "warn",
        title: t(`status.${status}`),
        ...(settledAt ? { time: clock(settledAt) } : {}),
        note: t(`next.${status}`),
      }
    : {
        id: "sent",
        state: "waiting",
        title: t("step.waiting"),
        note: t("step.until", { when: format.exact(deadlineAt, timeZone) }),
      };
  return (
    <Steps live steps={[{ id: "queued", state: "done", title: t("step.queued"), time: clock(createdAt) }, waiting]} />
  );
}

function useAnswerStep(record: CommandDetail): (sentAt: Date) => Step {
  const t = useTranslations("commands");
  const format = useFormat();
  const meaning = useMeaning();
  const { status, settledAt, response, error } = record;
  return (sentAt) => {
    const time = settledAt ? { time: `+ ${format.number((settledAt.getTime() - sentAt.getTime()) / 1000, 3)} s` } : {};
    if (status === "sent") return { id: "answered", state: "waiting", title: t("step.awaiting") };
    if (status === "refused")
      return {
        ...{ id: "answered", state: "bad", title: t("step.refused", { code: error?.code ?? "" }), ...time },
        note: [error?.description, meaning(record)].filter(Boolean).join(" · ") || t("next.refused"),
      };
    if (status === "silent")
      return { id: "answered", state: "warn", title: t("status.silent"), ...time, note: meaning(record) };
    if (status !== "answered") return { id: "answered", state: "warn", title: t(`status.${status}`), ...time };
    const word = answerWord(response);
    const reason = (response as { statusInfo?: { reasonCode?: string; additionalInfo?: string } } | null)?.statusInfo;
    const refusal = isRefusal(response);
    const why = reason ? [reason.reasonCode, reason.additionalInfo].filter(Boolean).join(": ") : undefined;
    return {
      ...{ id: "answered", state: refusal ? "warn" : "done", ...time },
      title: word ? t("step.answeredWith", { word }) : t("step.answered"),
      note:
        [why, meaning(record)].filter(Boolean).join(" · ") ||
        (refusal ? t(nothingThere.has(word ?? "") ? "next.nothingThere" : "next.rejected") : undefined),
    };
  };
}
