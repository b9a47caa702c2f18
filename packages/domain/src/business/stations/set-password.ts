import { eq, stations } from "@stationmaster/db";
import { type Context, hashStationPassword, makeStationPassword } from "../../kernel";
import { note } from "../audit";
import { getTenant } from "../tenants";
import type { CreatedStation } from "./create-stations";
import { findStation } from "./find-station";
import { stationUrl } from "./station-url";

/** Sets what the next handshake must bring, without telling the station; shown this once. */
export async function setPassword(
  ctx: Context,
  publicOcppUrl: string,
  identity: string,
  password = makeStationPassword(),
): Promise<CreatedStation> {
  const station = await findStation(ctx, identity);
  await ctx.db
    .update(stations)
    .set({ passwordHash: hashStationPassword(password), nextPasswordHash: null })
    .where(eq(stations.id, station.id));
  await note(ctx, "station password set", station.identity);
  const { slug } = await getTenant(ctx);
  return { identity: station.identity, url: stationUrl(publicOcppUrl, slug, station.identity), password };
}
