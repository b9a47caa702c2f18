import { stations as stationTable } from "@stationmaster/db";
import { type Context, isPasswordOf } from "@stationmaster/domain";
import { createSite, listAllSites } from "@stationmaster/domain/business/sites";
import { createStations, setPassword } from "@stationmaster/domain/business/stations";
import type { DemoStation } from "./stations";
import type { DemoTenant } from "./tenants";

export type KeptStation = DemoStation & { id: string; hasBooted: boolean };

/** Sites by their names and stations by their identities: what is there stays as people have left it. */
export async function keepPlaces(
  ctx: Context,
  tenant: DemoTenant,
  stations: DemoStation[],
  publicOcppUrl: string,
): Promise<KeptStation[]> {
  const siteIds = await keepSites(ctx, tenant);
  const known = await stationsByIdentity(ctx);
  const missing = stations.filter(({ identity }) => !known.has(identity));
  if (missing.length > 0) {
    const wanted = missing.map(({ identity, password, site, evses }) => ({
      ...{ identity, password, securityProfile: 1 },
      siteId: siteIds.get(site.name)!,
      evses: evses.map(({ connectors }, index) => ({
        id: index + 1,
        connectors: connectors.map((type, at) => ({ id: at + 1, type })),
      })),
    }));
    await createStations(ctx, publicOcppUrl, wanted);
  }
  for (const { identity, password } of stations) {
    // Another DATA_DIR, another secret: the fleet must get in all the same.
    const hash = known.get(identity)?.passwordHash;
    if (hash && !isPasswordOf(hash, password)) await setPassword(ctx, publicOcppUrl, identity, password);
  }
  const kept = await stationsByIdentity(ctx);
  return stations.map((station) => {
    const { id, bootedAt } = kept.get(station.identity)!;
    return { ...station, id, hasBooted: bootedAt !== null };
  });
}

async function keepSites(ctx: Context, { sites }: DemoTenant): Promise<Map<string, string>> {
  const known = new Map((await listAllSites(ctx)).map(({ name, id }) => [name, id]));
  for (const { habit: _, stations: __, ...site } of sites) {
    if (!known.has(site.name)) known.set(site.name, (await createSite(ctx, site)).id);
  }
  return known;
}

async function stationsByIdentity(ctx: Context) {
  const rows = await ctx.db.select().from(stationTable);
  return new Map(rows.filter(({ removedAt }) => removedAt === null).map((row) => [row.identity, row]));
}
