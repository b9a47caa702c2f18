"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Age } from "@/ui/age";
import { Notice } from "@/ui/notice";
import { useNow } from "@/ui/now";
import { ClockNotice } from "./clock-notice";
import { runsOf, writeRuns } from "./ledger-rows";
import type { SessionDetail } from "./session";
import { useWhen } from "./use-when";

/** What is not as it should be, what it means for the energy, and what happens next. */
export function SessionNotices({ session }: { session: SessionDetail }) {
  const t = useTranslations("session");
  return (
    <>
      {session.active && session.state === "offline" ? (
        <Notice tone="off" title={t("offline.title")}>
          <p>
            {t("offline.lastHeard")} <Age at={session.lastEventAt} timeZone={session.timeZone} />. {t("offline.next")}
          </p>
        </Notice>
      ) : null}
      {session.overtakenBy ? <OvertakenNotice session={session} by={session.overtakenBy} /> : null}
      {session.missingSeqNos.length > 0 ? <GapNotice session={session} /> : null}
      {session.startedAt === null ? (
        <Notice tone="warn" title={t("noStart.title")}>
          <p>{t("noStart.note")}</p>
        </Notice>
      ) : null}
      {session.registerWentBack ? (
        <Notice tone="warn" title={t("wentBack.title")}>
          <p>{t("wentBack.note")}</p>
        </Notice>
      ) : null}
      {session.clock.steps.length > 0 ? <ClockNotice session={session} /> : null}
      {session.conflictCount > 0 ? (
        <Notice tone="warn" title={t("conflict.title", { n: session.conflictCount })}>
          <p>{t("conflict.note")}</p>
        </Notice>
      ) : null}
    </>
  );
}

/** Two at one EVSE: either the end of this one was lost, or the station is wrong. */
function OvertakenNotice({ session, by }: { session: SessionDetail; by: NonNullable<SessionDetail["overtakenBy"]> }) {
  const t = useTranslations("session.overtaken");
  const when = useWhen(session);
  const last = session.questions.find(({ status }) => status !== "cancelled");
  return (
    <Notice tone="warn" title={t("title", { when: when(by.startedAt) })}>
      <p>
        <Link href={`/sessions/${by.id}`}>{t("other", { id: by.transactionId })}</Link> {t("note")}
      </p>
      <p>{t(`said.${saidOf(last)}`)}</p>
    </Notice>
  );
}

function saidOf(question: SessionDetail["questions"][number] | undefined) {
  if (!question || question.status === "queued" || question.status === "sent") return "asking";
  if (question.status !== "answered") return "silent";
  if (question.ongoing) return "bothRun";
  return question.messagesInQueue ? "queued" : "silent";
}

function GapNotice({ session }: { session: SessionDetail }) {
  const t = useTranslations("session");
  const { missingSeqNos, gapIsFinal, active } = session;
  const count = missingSeqNos.length;
  return (
    <Notice
      tone="warn"
      title={t(gapIsFinal ? "gap.never" : "gap.notYet", {
        n: count,
        of: session.eventCount + count,
        list: writeRuns(runsOf(missingSeqNos)),
      })}
    >
      <p>{t(`gap.energy.${energyOf(session)}`)}</p>
      <p>{active ? t("gap.whileActive") : <Asked session={session} />}</p>
    </Notice>
  );
}

/** What a gap does to the energy: nothing where the register is known on both its sides. */
export function energyOf({
  registerFirst,
  registerLast,
  startedAt,
  registerWentBack,
}: SessionDetail): "known" | "fromFirst" | "unknown" | "rises" {
  if (!registerFirst || !registerLast) return "unknown";
  if (registerWentBack) return "rises";
  return startedAt === null ? "fromFirst" : "known";
}

/** What was asked of the station, what it said, and when it is asked again. */
function Asked({ session }: { session: SessionDetail }) {
  const t = useTranslations("session");
  const when = useWhen(session);
  const now = useNow();
  const { questions, gapIsFinal } = session;
  const asked = questions.filter(({ status }) => status !== "queued" && status !== "cancelled");
  const next = questions.find(({ status }) => status === "queued");
  const answered = asked.find(({ status }) => status === "answered");
  const last = asked[0];
  // A time that has passed waits for the station.
  const again = (at: Date) => (at.getTime() > now - 5000 ? t("gap.again", { when: when(at) }) : t("gap.againWhenBack"));
  const parts = [
    last ? t("gap.asked", { n: asked.length, when: when(last.askedAt) }) : t("gap.notAsked"),
    gapIsFinal
      ? t("gap.nothingQueued")
      : answered
        ? t(answered.messagesInQueue ? "gap.stillQueued" : "gap.saidNothing")
        : last
          ? t("gap.noAnswer")
          : "",
    gapIsFinal ? "" : next ? again(next.askedAt) : last ? t("gap.noMore") : "",
  ];
  return parts.filter(Boolean).join(" ");
}
