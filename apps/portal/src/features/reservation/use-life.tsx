"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Step } from "@/ui/steps";
import { answerWord } from "../commands/answer";
import type { CommandRecord } from "../commands/command";
import { useRecord } from "../commands/use-record";
import { sessionHref } from "../sessions/session-columns";
import { isLive, type ReservationDetail } from "./reservation";
import { useMoment } from "./reservation-words";

/** The life of a reservation in words: asked, what the station said, and how it ended. */
export function useLife(reservation: ReservationDetail): Step[] {
  const t = useTranslations("reservation");
  const moment = useMoment();
  const command = useRecord(reservation.commandId ?? undefined);
  const cancel = useRecord(reservation.cancelCommandId ?? undefined);
  const time = (at: Date) => ({ time: moment(at, reservation.timeZone) });

  const asked: Step = {
    id: "asked",
    state: "done",
    title: t("life.asked", { by: reservation.requestedBy ?? "?" }),
    ...time(reservation.createdAt),
  };
  const verdict = useVerdict(reservation, command);
  if (reservation.status === "refused" || verdict.isOver) return [asked, verdict.step];

  const steps = [asked, verdict.step];
  if (cancel && isLive(reservation)) {
    const isWaiting = cancel.status === "queued" || cancel.status === "sent";
    steps.push({
      id: "cancel",
      state: isWaiting ? "waiting" : "warn",
      title: t(isWaiting ? "life.cancelAsked" : "life.cancelFailed", { by: cancel.requestedBy ?? "?" }),
      note: isWaiting ? undefined : t("next.cancelFailed"),
      ...time(cancel.createdAt),
    });
  }
  return [...steps, end()];

  function end(): Step {
    const { status, session, statusAt, expiresAt, timeZone } = reservation;
    switch (status) {
      case "used":
        return {
          id: "end",
          state: "done",
          title: t("life.used"),
          note: session ? (
            <Link href={sessionHref(session.id)}>{t("life.session", { id: session.transactionId })}</Link>
          ) : undefined,
          ...time(statusAt),
        };
      case "expired":
        return { id: "end", state: "warn", title: t("life.expired"), note: t("next.expired"), ...time(expiresAt) };
      case "cancelled":
        return { id: "end", state: "done", title: t("life.cancelled"), note: whyCancelled(), ...time(statusAt) };
      case "removed":
        return { id: "end", state: "warn", title: t("life.removed"), note: t("next.removed"), ...time(statusAt) };
      default:
        return { id: "end", state: "todo", title: t("life.until", { when: moment(expiresAt, timeZone) }) };
    }
  }

  function whyCancelled(): string | undefined {
    if (reservation.cancelCommandId === null) return t("next.replaced");
    return answerWord(cancel?.response) === "Rejected" ? t("next.unknownThere") : undefined;
  }
}

const refusals = ["Occupied", "Faulted", "Unavailable", "Rejected"] as const;

/** What the station said to it; `isOver` where it never heard of it. */
function useVerdict(
  { status, reason, createdAt, expiresAt, timeZone }: ReservationDetail,
  command: CommandRecord | undefined,
): { step: Step; isOver: boolean } {
  const t = useTranslations("reservation");
  const moment = useMoment();
  const at = command?.settledAt ?? null;
  const step = (state: Step["state"], title: string, note?: string): Step => ({
    ...{ id: "verdict", state, title, note },
    ...(at ? { time: moment(at, timeZone) } : {}),
  });
  if (status === "refused") {
    const word = refusals.find((one) => reason?.startsWith(one));
    return {
      step: step("warn", t("life.refused", { reason: reason ?? "?" }), t(word ? `next.${word}` : "next.refused")),
      isOver: true,
    };
  }
  switch (command?.status) {
    case "queued":
      return { step: step("waiting", t("life.waiting"), t("next.waiting")), isOver: false };
    case "sent":
      return { step: step("waiting", t("life.sent")), isOver: false };
    case "silent":
      return { step: step("warn", t("life.silent"), t("next.silent")), isOver: false };
    case "expired":
      return { step: step("warn", t("life.neverAsked"), t("next.neverAsked")), isOver: true };
    case "cancelled":
      return { step: step("done", t("life.withdrawn")), isOver: true };
    default:
      return status === "requested" && createdAt < expiresAt
        ? { step: step("waiting", t("life.sent")), isOver: false }
        : { step: step("done", t("life.kept")), isOver: false };
  }
}
