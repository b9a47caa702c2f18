import { z } from "zod";
import {
  type ChargingProfile,
  listChargingProfiles,
  type StationProfile,
  sourceOf,
  stationProfiles,
} from "../../blocks/smart-charging";
import type { Context } from "../../kernel";
import { type PageOf, pageInput, pageOf, readCursor } from "../page";
import { anyIdentity, findStation } from "../stations";

export const profileList = pageInput.extend({ identity: anyIdentity });
type Listed = z.output<typeof profileList>;
type Place = [evseId: number, profileId: number, source: string];

/** What we want beside what the station says it has, by EVSE and id. A station has few of them, and they are compared as a whole. */
export async function listStationProfiles(
  ctx: Context,
  { identity, limit, cursor }: Listed,
): Promise<PageOf<StationProfile>> {
  const station = await findStation(ctx, identity);
  const after = readCursor(cursor, z.tuple([z.int(), z.int(), z.string()]));
  const profiles = await stationProfiles(ctx, station.id);
  const rest = after ? profiles.filter((one) => compare(placeOf(one), after) > 0) : profiles;
  return pageOf(rest, limit, placeOf, (one) => one);
}

const placeOf = (one: StationProfile): Place => [one.evseId, one.profileId, sourceOf(one)];
const compare = (a: Place, b: Place) => a[0] - b[0] || a[1] - b[1] || a[2].localeCompare(b[2]);

/** Every profile that was ever asked for, newest first, with what came of it. */
export async function listProfileHistory(
  ctx: Context,
  { identity, limit, cursor }: Listed,
): Promise<PageOf<ChargingProfile>> {
  const station = await findStation(ctx, identity);
  const after = readCursor(cursor, z.tuple([z.uuid()]));
  const rows = await listChargingProfiles(ctx, station.id, {
    limit: limit + 1,
    after: after ? { id: after[0] } : undefined,
  });
  return pageOf(
    rows,
    limit,
    (row) => [row.id],
    (row) => row,
  );
}
