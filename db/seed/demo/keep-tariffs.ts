import type { Context } from "@stationmaster/domain";
import { listTariffs, putTariff, setStationTariffs } from "@stationmaster/domain/tariff-and-cost";
import type { KeptStation } from "./keep-places";
import { tariffsOf } from "./tariffs";
import type { DemoTenant } from "./tenants";

/** Tariffs by their keys, there since before the first session; where there is any, all stay as people have left them. */
export async function keepTariffs(
  ctx: Context,
  tenant: DemoTenant,
  stations: KeptStation[],
  since: Date,
): Promise<void> {
  const [known] = await listTariffs(ctx, { limit: 1 });
  if (known) return;
  for (const { key, holdsAt, ...tariff } of tariffsOf(tenant)) {
    await putTariff({ ...ctx, now: since }, key, tariff);
    const own = holdsAt ? stations.filter(holdsAt) : [];
    await setStationTariffs(
      { ...ctx, now: since },
      own.map(({ id }) => id),
      key,
    );
  }
}
