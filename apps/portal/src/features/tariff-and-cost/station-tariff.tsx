"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { tariffHref } from "./tariff";

/** The tariff that holds at a station, among the facts of its page. */
export function StationTariff({ identity }: { identity: string }) {
  const t = useTranslations("tariffs.atStation");
  const tariff = useQuery(useTRPC().tariffAndCost.ofStation.queryOptions({ identity })).data;
  if (!tariff) return null;
  return (
    <div>
      <dt>{t("tariff")}</dt>
      <dd>
        {tariff.tariffKey === null || tariff.chosenBy === null ? (
          t("none")
        ) : (
          <Link href={tariffHref(tariff.tariffKey)}>
            {tariff.name}, {t(tariff.chosenBy)}
          </Link>
        )}
      </dd>
    </div>
  );
}
