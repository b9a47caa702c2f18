"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "@/ui/format";
import type { Profile, Schedule, Unit } from "./smart-charging";

/** Limits and where they hold, in words: "16 A", "11.0 kW", "Whole station". */
export function useLimitWords() {
  const t = useTranslations("energy");
  const format = useFormat();
  return useMemo(() => {
    const limit = (value: number, unit: Unit) =>
      unit === "W"
        ? `${format.number(value / 1000, 1)} kW`
        : `${format.number(value, Number.isInteger(value) ? 0 : 1)} A`;
    /** The span of its limits: "6 A to 16 A, 3 steps". */
    const schedule = ({ chargingRateUnit: unit, chargingSchedulePeriod: periods }: Schedule) => {
      const limits = periods.map((period) => period.limit);
      const [least, most] = [Math.min(...limits), Math.max(...limits)];
      const span = least === most ? limit(least, unit) : t("span", { from: limit(least, unit), to: limit(most, unit) });
      return periods.length === 1 ? span : t("steps", { span, n: periods.length });
    };
    const evse = (evseId: number) => (evseId === 0 ? t("wholeStation") : t("evse", { n: evseId }));
    return {
      limit,
      schedule,
      evse,
      /** What is for sessions on EVSE 0 is for each EVSE, what is not for all of them together. */
      where: ({ evseId, purpose }: { evseId: number; purpose: string }) =>
        evseId === 0 && purpose.startsWith("Tx") ? t("everyEvse") : evse(evseId),
      purpose: (purpose: string) => (t.has(`purpose.${purpose}` as never) ? t(`purpose.${purpose}` as never) : purpose),
      profile: ({ chargingSchedule: [first] }: Profile) => (first ? schedule(first) : "–"),
    };
  }, [t, format]);
}
