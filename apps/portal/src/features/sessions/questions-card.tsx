"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { type Step, Steps } from "@/ui/steps";
import type { SessionDetail } from "./session";
import { useWhen } from "./use-when";

type Question = SessionDetail["questions"][number];

/** Whether the station has more to say of this session: what we asked it, newest first, and the question itself (E14). */
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
        {steps.length > 0 ? <Steps steps={steps} live /> : <p className="sub">{t("asked.notYet")}</p>}
      </CardBody>
      <div className="card__foot">
        <Ask session={session} />
      </div>
    </Card>
  );
}

function Ask({ session: { id, questions } }: { session: SessionDetail }) {
  const t = useTranslations("session.asked");
  const ask = useMutation(useTRPC().sessions.ask.mutationOptions());
  const isAsking = questions.some(({ status }) => status === "queued" || status === "sent");
  return (
    <>
      <span className="grow">{t("settles")}</span>
      <Button size="s" icon="send" busy={ask.isPending} disabled={isAsking} onClick={() => ask.mutate({ id })}>
        {t("ask")}
      </Button>
      {ask.error ? <Failure error={ask.error} /> : null}
    </>
  );
}

/** While it is under way, or may still be completed, or was asked about. */
export const isAskedAbout = ({ active, hasGap, gapIsFinal, questions }: SessionDetail) =>
  active || (hasGap && !gapIsFinal) || questions.length > 0;

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
