import { and, count, eq, inArray, isNull, stations, stationTariffs } from "@stationmaster/db";
import { type Tariff, tryRates } from "../../blocks/tariff-and-cost";
import type { Context } from "../../kernel";

export type TariffRow = Tariff & {
  /** Stations that have it for their own. */
  stationCount: number;
  /** What a usual session costs by it: 25 kWh in 1 h 10 min. */
  sampleTotal: string;
};

const usualSession = { energyKwh: "25", durationMinutes: 70 };

/** With what a list says besides the rates, in one query for all of them. */
export async function tariffRows(ctx: Context, tariffs: Tariff[]): Promise<TariffRow[]> {
  const counts = await stationCounts(
    ctx,
    tariffs.map(({ key }) => key),
  );
  return tariffs.map((tariff) => ({
    ...tariff,
    stationCount: counts.get(tariff.key) ?? 0,
    sampleTotal: tryRates(tariff, usualSession).total,
  }));
}

async function stationCounts(ctx: Context, keys: string[]): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await ctx.db
    .select({ key: stationTariffs.tariffKey, n: count() })
    .from(stationTariffs)
    .innerJoin(
      stations,
      and(
        eq(stations.tenantId, stationTariffs.tenantId),
        eq(stations.id, stationTariffs.stationId),
        isNull(stations.removedAt),
      ),
    )
    .where(inArray(stationTariffs.tariffKey, keys))
    .groupBy(stationTariffs.tariffKey);
  return new Map(rows.map(({ key, n }) => [key, n]));
}
