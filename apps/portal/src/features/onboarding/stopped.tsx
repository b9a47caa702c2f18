"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import type { Onboarding } from "./onboarding";

const whys = [
  "not-supported",
  "empty",
  "busy",
  "refused",
  "unanswered",
  "silent",
  "too-long",
  "expired",
  "not-set",
] as const;

/** Where the checklist does not go on by itself: why, and what a person can do. */
export function Stopped({ onboarding }: { onboarding: Onboarding }) {
  const t = useTranslations("onboarding");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { identity, checklist, registrationStatus } = onboarding;
  const renewed = {
    onSuccess: (now: Onboarding) => void client.setQueryData(trpc.onboarding.get.queryKey({ identity }), now),
  };
  const run = useMutation(trpc.onboarding.run.mutationOptions(renewed));
  const accept = useMutation(trpc.onboarding.accept.mutationOptions(renewed));
  if (registrationStatus !== "Pending" || checklist?.status === "running") return null;
  const failed = checklist?.status === "stopped" ? checklist.steps.find(({ state }) => state === "failed") : undefined;
  const why = whys.find((one) => one === failed?.why);
  const error = run.error ?? accept.error;
  return (
    <Notice
      tone={failed ? "warn" : "info"}
      title={failed ? t(`stopped.${failed.id as "report" | "variables"}`) : t("pending")}
    >
      <div className="stack">
        {failed && why ? (
          <p>
            {t(`why.${why}`, {
              n: failed.parts ?? 0,
              missing: failed.missing?.join(", ") || "–",
            })}
            {failed.detail ? ` ${t("itSaid", { detail: failed.detail })}` : ""}
          </p>
        ) : null}
        {failed ? null : (
          <p>{checklist?.decidedBy ? t("pendingBy", { who: checklist.decidedBy }) : t("pendingNext")}</p>
        )}
        <div className="row row--wrap">
          <Button
            size="s"
            icon="redo"
            busy={run.isPending}
            disabled={accept.isPending}
            onClick={() => run.mutate({ identity })}
          >
            {failed ? t("tryAgain") : t("run")}
          </Button>
          <Button
            size="s"
            icon="check"
            busy={accept.isPending}
            disabled={run.isPending}
            onClick={() => accept.mutate({ identity })}
          >
            {t("acceptAnyway")}
          </Button>
        </div>
        {error ? <Failure error={error} /> : null}
      </div>
    </Notice>
  );
}
