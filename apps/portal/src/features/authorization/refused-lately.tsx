"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { useFormat } from "@/ui/format";
import { refusingRules } from "./card";

/** Which rules refused in the last day, each a way to those decisions. */
export function RefusedLately() {
  const t = useTranslations("cards");
  const format = useFormat();
  const address = useAddress();
  const counts = useQuery(useTRPC().authorization.refusals.queryOptions({})).data;
  if (!counts) return null;
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <p className="row row--wrap small sub">
      <span>{t("refusedLately", { n: total })}</span>
      {counts.map(({ rule, count }) => {
        const known = refusingRules.find((one) => one === rule);
        return known ? (
          <button
            key={rule}
            type="button"
            className="chip"
            aria-pressed={address.read("rule") === rule}
            onClick={() => address.write({ rule: address.read("rule") === rule ? null : rule })}
          >
            {t(`rules.${known}`)} <b className="num">{format.number(count)}</b>
          </button>
        ) : null;
      })}
    </p>
  );
}
