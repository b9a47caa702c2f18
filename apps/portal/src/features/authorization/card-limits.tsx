"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { connectorName } from "../stations/connector-name";
import type { CardRow } from "./card";
import { useTimesText } from "./card-words";

/** Where and when a card is good, in words. */
export function CardLimits({ limits }: { limits: CardRow["limits"] }) {
  const t = useTranslations("cards");
  const times = useTimesText();
  const sites = useQuery(useTRPC().sites.list.queryOptions()).data ?? [];
  if (!limits) return <p className="small sub">{t("everywhere")}</p>;
  const places = [
    ...(limits.siteIds ?? []).map((id) => sites.find((site) => site.id === id)?.name ?? "?"),
    ...(limits.stationIdentities ?? []),
    ...(limits.evses ?? []).map(({ stationIdentity, evseId }) => `${stationIdentity} · ${t("evse", { n: evseId })}`),
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: words, no fields
    <div className="stack stack--1" role="group" aria-label={t("limits")}>
      {places.length > 0 ? <p className="small wrap-any">{t("onlyAt", { places: places.join(", ") })}</p> : null}
      {limits.connectorTypes ? (
        <p className="small">{t("onlyPlugs", { plugs: limits.connectorTypes.map(connectorName).join(", ") })}</p>
      ) : null}
      {limits.times ? <p className="small">{t("onlyTimes", { times: times(limits.times).join("; ") })}</p> : null}
    </div>
  );
}
