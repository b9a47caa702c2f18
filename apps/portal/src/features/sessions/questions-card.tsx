"use client";
import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { type Step, Steps } from "@/ui/steps";
import type { SessionDetail } from "./session";
import { useWhen } from "./use-when";

type Question = SessionDetail["questions"][number];

/** What we asked the station about this session, newest first. */
export function QuestionsCard({ session }: { session: SessionDetail }) {
  const t = useTranslations("session");
  const format = useFormat();
  const when = useWhen(session);
  const steps = session.questions.map((question): Step => {
    const { commandId, askedAt, status } = question;
    return {
      id: commandId,
      state: stateOf[status] ?? "warn",
      title: t(`asked.${answerOf(question)}`),
      time: (
        <time dateTime={askedAt.toISOString()} title={format.exact(askedAt, session.timeZone)}>
          {when(askedAt)}
        </time>
      ),
      ...(status === "queued" ? { note: t("asked.queuedNote") } : {}),
    };
  });
  return (
    <Card>
      <CardHead title={t("asked.title")} note="GetTransactionStatus" />
      <CardBody>
        <Steps steps={steps} live />
      </CardBody>
    </Card>
  );
}

const stateOf: Record<string, Step["state"]> = {
  queued: "todo",
  sent: "waiting",
  answered: "done",
  refused: "bad",
};

const unanswered = ["queued", "sent", "refused", "silent", "expired", "cancelled"] as const;

function answerOf({ status, ongoing, messagesInQueue }: Question) {
  const waits = unanswered.find((one) => one === status);
  if (waits) return waits;
  if (messagesInQueue) return "messages";
  if (ongoing) return "ongoing";
  return "nothing";
}
