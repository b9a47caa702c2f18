"use client";
import { useTranslations } from "next-intl";
import { Tag } from "@/ui/tag";

const good = new Set(["Accepted", "answered"]);

/** What was answered, in OCPP's word or in ours of a command, and why. */
export function AnswerCell({ status, reason }: { status: string; reason: string | null }) {
  const t = useTranslations("certificates");
  const commands = useTranslations("commands");
  const unanswered = (["refused", "silent", "expired", "cancelled"] as const).find((one) => one === status);
  const isWaiting = status === "requested";
  return (
    <>
      <Tag tone={good.has(status) ? "good" : isWaiting ? "info" : "warn"}>
        {isWaiting ? t("waiting") : unanswered ? commands(`status.${unanswered}`) : status}
      </Tag>
      {reason ? <small>{reason}</small> : null}
    </>
  );
}
