"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "@/ui/format";
import type { EvMessage } from "./smart-charging";
import { useLimitWords } from "./use-limit-words";

/** What a car said, in one line: what it did not tell is left out. */
export function useEvWords(timeZone: string): (message: EvMessage) => string {
  const t = useTranslations("energy");
  const format = useFormat();
  const words = useLimitWords();
  return useMemo(() => {
    const most = (limit: string | undefined) => limit && t("upTo", { limit });
    return ({ request }) => {
      if ("chargingSchedule" in request) return words.schedule(request.chargingSchedule);
      const {
        requestedEnergyTransfer,
        departureTime,
        acChargingParameters: ac,
        dcChargingParameters: dc,
      } = request.chargingNeeds;
      const watts = dc?.evMaxPower;
      const wanted = ac?.energyAmount ?? dc?.energyAmount;
      const leaves = departureTime ? new Date(departureTime) : undefined;
      return [
        t(`transfer.${requestedEnergyTransfer}`),
        most(ac ? words.limit(ac.evMaxCurrent, "A") : watts === undefined ? undefined : words.limit(watts, "W")),
        wanted === undefined ? undefined : `${format.kWh(wanted)} kWh`,
        dc?.stateOfCharge === undefined ? undefined : t("battery", { n: dc.stateOfCharge }),
        leaves && t("leaves", { when: `${format.dayMonth(leaves, timeZone)}, ${format.clock(leaves, timeZone)}` }),
      ]
        .filter(Boolean)
        .join(", ");
    };
  }, [t, format, words, timeZone]);
}
