"use client";
import { useTranslations } from "next-intl";
import { useAddress } from "@/ui/address";
import { useFormat } from "@/ui/format";
import { type DecisionRow, refusingRules } from "./card";

type Counts = { rule: DecisionRow["rule"]; count: number }[];

/** Which rules refused in the last day, each a way to those decisions. */
export function RefusedLately({ counts }: { counts: Counts | undefined }) {
  const t = useTranslations("cards");
  const format = useFormat();
  const address = useAddress();
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
