import { z } from "zod";
import type { Context } from "../../kernel";
import { exact, times, trimmed } from "./exact";
import { type Price, priceOf } from "./price";
import { getTariff, type TariffRates } from "./tariff";

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
export const simulateTariff = async (ctx: Context, key: string, session: z.input<typeof simulation>): Promise<Price> =>
  tryRates(await getTariff(ctx, key), session);

/** What a session would cost by rates that need not be a tariff yet. */
export function tryRates(rates: TariffRates, session: z.input<typeof simulation>): Price {
  const { energyKwh, durationMinutes } = simulation.parse(session);
  return priceOf(ratesOf(rates), {
    energyWh: trimmed(times(exact(energyKwh), exact("1000"))),
    milliseconds: durationMinutes * 60_000,
    isSession: true,
  });
}

const ratesOf = ({ currency, energy, time, session, tax }: TariffRates) => ({
  currency,
  energyPerKwh: energy,
  timePerHour: time,
  sessionFee: session,
  taxPercent: tax,
});
