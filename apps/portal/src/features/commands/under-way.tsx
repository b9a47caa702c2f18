"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { useFormat } from "@/ui/format";
import { Notice } from "@/ui/notice";

/** What somebody, perhaps somebody else, asked of the station and it has not answered yet: told before more is asked. */
export function UnderWay({
  stationIdentity,
  timeZone,
  except,
}: {
  stationIdentity: string;
  timeZone: string;
  except: string | undefined;
}) {
  const t = useTranslations("commands");
  const format = useFormat();
  const recent = useQuery(useTRPC().commands.list.queryOptions({ stationIdentity, limit: 20 })).data?.items ?? [];
  const waiting = recent.filter(({ id, status }) => id !== except && (status === "queued" || status === "sent"));
  if (waiting.length === 0) return null;
  return (
    <Notice tone="info" title={t("underWay", { n: waiting.length })}>
      <ul className="small">
        {waiting.slice(0, 3).map(({ id, action, requestedBy, createdAt }) => (
          <li key={id}>
            {t("underWayOne", { action, name: requestedBy ?? "?", when: format.clockSeconds(createdAt, timeZone) })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
