import type { tariffInput } from "@stationmaster/domain/tariff-and-cost";
import type { z } from "zod";
import type { DemoStation } from "./stations";
import type { DemoTenant } from "./tenants";

export type DemoTariff = z.input<typeof tariffInput> & {
  key: string;
  /** The stations that have it for their own. */
  holdsAt?: (station: DemoStation) => boolean;
};

const isFast = ({ evses }: DemoStation) => evses.some(({ maxPowerW }) => maxPowerW > 50_000);
const isDepot = ({ site }: DemoStation) => site.habit === "depot";

/** One price for everybody, a dearer one where it goes fast, and a cheap one for a company's own cars. Net, as all tariffs are. */
export function tariffsOf({ currency }: DemoTenant): DemoTariff[] {
  const isPound = currency === "GBP";
  const tax = isPound ? "20" : "19";
  return [
    { key: "standard", name: "Standard", currency, energy: isPound ? "0.46" : "0.4118", tax, isDefault: true },
    {
      ...{ key: "fast", name: isPound ? "Rapid charging" : "Fast charging", currency, tax },
      ...{ energy: isPound ? "0.62" : "0.5294", time: "1.20", session: "0.35" },
      holdsAt: (station) => isFast(station) && !isDepot(station),
    },
    { key: "depot", name: "Depot", currency, energy: isPound ? "0.27" : "0.2437", tax, holdsAt: isDepot },
  ];
}
