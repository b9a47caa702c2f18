import { z } from "zod";
import type { Context } from "../../kernel";
import { type Price, priceOf } from "./price";
import { getTariff, type Tariff } from "./tariff";

/** A session that might be: its energy, and how long it took. */
export const simulation = z.object({
  energyKwh: z.string().regex(/^\d{1,9}(\.\d{1,6})?$/, "a decimal such as 25.5, as text"),
  durationMinutes: z
    .number()
    .min(0)
    .max(31 * 24 * 60)
    .default(0),
});

/** What a session would cost by the tariff as it is now, line by line. */
export async function simulateTariff(ctx: Context, key: string, session: z.input<typeof simulation>): Promise<Price> {
  const { energyKwh, durationMinutes } = simulation.parse(session);
  const [whole, decimals = ""] = energyKwh.split(".");
  const wattHours = decimals.padEnd(3, "0");
  const energyWh = `${whole}${wattHours.slice(0, 3)}${wattHours.length > 3 ? `.${wattHours.slice(3)}` : ""}`;
  return priceOf(ratesOf(await getTariff(ctx, key)), {
    energyWh,
    milliseconds: durationMinutes * 60_000,
    isSession: true,
  });
}

export const ratesOf = ({ currency, energy, time, session, tax }: Tariff) => ({
  currency,
  energyPerKwh: energy,
  timePerHour: time,
  sessionFee: session,
  taxPercent: tax,
});
