"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { Notice } from "@/ui/notice";

type Tone = "good" | "bad" | "warn" | "info" | "plain";
const toneOf = {
  taken: "info",
  back: "good",
  locked: "bad",
  waits: "info",
  unknown: "warn",
  old: "warn",
  kept: "warn",
  unsent: "plain",
} satisfies Record<string, Tone>;

const everyMs = 5000;
const usePassword = (identity: string) =>
  useQuery(useTRPC().stations.password.queryOptions({ identity }, { refetchInterval: everyMs })).data;
type Standing = NonNullable<ReturnType<typeof usePassword>>;

/** What the change came to, in words (A01): which password is good now, and what the station has shown since. */
export function PasswordOutcome({ identity, commandId }: { identity: string; commandId: string }) {
  const t = useTranslations("password");
  const standing = usePassword(identity);
  const outcome = standing && standing.change?.commandId === commandId ? outcomeOf(standing, standing.change) : null;
  if (!outcome) return null;
  return (
    <Notice tone={toneOf[outcome]} title={t(`outcome.${outcome}`)}>
      <p>{t(`next.${outcome}`)}</p>
    </Notice>
  );
}

/** Said before another is asked for. */
export function UnsettledPassword({ identity }: { identity: string }) {
  const t = useTranslations("password");
  const standing = usePassword(identity);
  if (!standing?.bothAreGood) return null;
  return (
    <Notice tone="info" title={t("unsettled")}>
      <p>{t("unsettledNote")}</p>
    </Notice>
  );
}

function outcomeOf(
  { cameWith, refusedAt }: Standing,
  { status, answer }: NonNullable<Standing["change"]>,
): keyof typeof toneOf | null {
  if (status === "queued" || status === "sent") return null;
  if (status === "expired" || status === "cancelled") return "unsent";
  if (cameWith === "new") return "back";
  if (answer === "Accepted") return refusedAt ? "locked" : "taken";
  if (answer === "RebootRequired") return "waits";
  if (status === "silent") return cameWith === "old" ? "old" : "unknown";
  return "kept";
}
