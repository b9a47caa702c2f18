"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import type { StationDetail } from "./station";

const underWay = ["queued", "sent", "receiving"] as const;
const broken = ["silent", "unanswered", "busy", "refused", "expired", "too-long"] as const;
const without = ["not-supported", "empty"] as const;

/** B07, B08: how the report stands that was asked for last, until it is here. */
export function ReportProgress({ station, onAsk }: { station: StationDetail; onAsk: () => void }) {
  const t = useTranslations("report");
  const { data: report } = useQuery(
    useTRPC().stations.report.queryOptions(
      { identity: station.identity },
      // Time alone makes a report silent.
      { refetchInterval: ({ state }) => (underWay.some((one) => one === state.data?.state) ? 3000 : false) },
    ),
  );
  if (!report) return null;
  const { state, parts, missing, reason, heardAt, silenceSeconds } = report;
  const going = underWay.find((one) => one === state);
  const ended = broken.find((one) => one === state) ?? without.find((one) => one === state);
  if (!going && !ended) return null;
  const minutes = Math.round(silenceSeconds / 60);
  return (
    <Notice
      tone={going ? "info" : without.some((one) => one === ended) ? "plain" : "warn"}
      title={going ? t(`state.${going}`, { n: parts }) : t(`state.${ended!}`, { n: parts, minutes })}
      action={
        going ? undefined : (
          <Button size="s" icon="redo" onClick={onAsk}>
            {t("askAgain")}
          </Button>
        )
      }
    >
      <p>
        {going ? t("asked", { who: report.askedBy }) : t(`next.${ended!}`)}
        {state === "silent" && missing.length > 0 ? ` ${t("missing", { parts: missing.join(", ") })}` : ""}
        {reason ? ` ${t("itSaid", { reason })}` : ""} {t("heard")} <Age at={heardAt} timeZone={station.timeZone} />
      </p>
    </Notice>
  );
}
