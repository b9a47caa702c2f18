"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/ui/format";
import { type Step, Steps } from "@/ui/steps";
import { Tag, type Tone } from "@/ui/tag";
import type { CommandRecord } from "./command";
import { isFailure } from "./progress";

const good = new Set([
  ...["Accepted", "Scheduled", "AcceptedCanceled", "Unlocked", "RebootRequired", "OK"],
  ...["Unpublished", "EmptyResultSet"],
]);

/** The status word of a response, when it has one. */
export function answerWord(response: unknown): string | undefined {
  const status = (response as { status?: unknown } | null)?.status;
  return typeof status === "string" ? status : undefined;
}

export const isRefusal = (response: unknown) => {
  const word = answerWord(response);
  return word !== undefined && !good.has(word);
};

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
  if (word) return <Tag tone={isRefusal(record.response) ? "warn" : "good"}>{word}</Tag>;
  return <Tag tone={toneOf[record.status]}>{t(`status.${record.status}`)}</Tag>;
}

const toneOf: Record<CommandRecord["status"], Tone> = {
  queued: "info",
  sent: "info",
  answered: "good",
  refused: "bad",
  silent: "warn",
  expired: "warn",
  cancelled: "plain",
};

/** Sent, answered, observed: each with its time; refused and silent in words, and what to do next. */
export function CommandSteps({ record, timeZone }: { record: CommandRecord; timeZone: string }) {
  return <Steps steps={useSteps(record, timeZone)} live />;
}

function useSteps(record: CommandRecord, timeZone: string): Step[] {
  const t = useTranslations("commands");
  const format = useFormat();
  const clock = (at: Date) => format.clockMillis(at, timeZone);
  const after = (at: Date, from: Date) => `+ ${format.number((at.getTime() - from.getTime()) / 1000, 3)} s`;
  const { status, sentAt, settledAt, createdAt, observed } = record;

  if (!sentAt) {
    const ended = status === "expired" || status === "cancelled";
    return [
      { id: "queued", state: "done", title: t("step.queued"), time: clock(createdAt) },
      ended
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
            note: t("step.until", { when: format.exact(record.deadlineAt, timeZone) }),
          },
    ];
  }
  const steps: Step[] = [{ id: "sent", state: "done", title: t("step.sent"), time: clock(sentAt) }];
  const time = settledAt ? { time: after(settledAt, sentAt) } : {};
  if (status === "sent") steps.push({ id: "answered", state: "waiting", title: t("step.awaiting") });
  else if (status === "answered") {
    const word = answerWord(record.response);
    const reason = (record.response as { statusInfo?: { reasonCode?: string; additionalInfo?: string } } | null)
      ?.statusInfo;
    const refusal = isRefusal(record.response);
    steps.push({
      id: "answered",
      state: refusal ? "warn" : "done",
      title: word ? t("step.answeredWith", { word }) : t("step.answered"),
      ...time,
      note: reason
        ? [reason.reasonCode, reason.additionalInfo].filter(Boolean).join(": ")
        : refusal
          ? t("next.rejected")
          : undefined,
    });
    if (observed)
      steps.push({
        id: "observed",
        state: isFailure(observed) ? "bad" : "done",
        title: t("step.observed"),
        time: after(observed.at, sentAt),
        note: t(`observed.${observed.what}`, { detail: observed.detail ?? "" }),
      });
    else if (!refusal && observable.has(record.action))
      steps.push({ id: "observed", state: "todo", title: t("step.notObserved"), note: t("next.notObserved") });
  } else if (status === "refused")
    steps.push({
      id: "answered",
      state: "bad",
      title: t("step.refused", { code: record.error?.code ?? "" }),
      ...time,
      note: record.error?.description || t("next.refused"),
    });
  else if (status === "silent")
    steps.push({ id: "answered", state: "warn", title: t("status.silent"), ...time, note: t("next.silent") });
  else steps.push({ id: "answered", state: "warn", title: t(`status.${status}`), ...time });
  return steps;
}

/** Commands whose effect is seen in what the station does next. */
const observable = new Set([
  "Reset",
  "ChangeAvailability",
  "TriggerMessage",
  "RequestStartTransaction",
  "RequestStopTransaction",
  "GetBaseReport",
  "GetReport",
]);
