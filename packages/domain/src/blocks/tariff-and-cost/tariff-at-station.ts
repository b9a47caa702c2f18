import { eq, stationTariffs, tariffs } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { findTariff, type Tariff } from "./tariff";

export type HoldingTariff = { tariff: Tariff; chosenBy: "token" | "station" | "default" };

/** The card's own, else the station's, else the tenant's: as its session will be priced. */
export async function tariffAtStation(
  ctx: Context,
  stationId: string,
  ofToken: string | null = null,
): Promise<HoldingTariff | undefined> {
  const own = ofToken === null ? undefined : await findTariff(ctx, ofToken);
  if (own) return { tariff: own, chosenBy: "token" };
  const [ofStation] = await ctx.db.select().from(stationTariffs).where(eq(stationTariffs.stationId, stationId));
  const [usual] = ofStation ? [] : await ctx.db.select().from(tariffs).where(eq(tariffs.isDefault, true));
  const key = ofStation?.tariffKey ?? usual?.key;
  const tariff = key === undefined ? undefined : await findTariff(ctx, key);
  return tariff && { tariff, chosenBy: ofStation ? "station" : "default" };
}
