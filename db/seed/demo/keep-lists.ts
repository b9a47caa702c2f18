import type { Context } from "@stationmaster/domain";
import { getLocalList, putLocalList } from "@stationmaster/domain/local-auth-list";
import type { Card } from "./cards";
import type { KeptStation } from "./keep-places";

const listed = 4;

/** A few stations hold the drivers' cards; a list that somebody has put there stays as it is. */
export async function keepLists(ctx: Context, stations: KeptStation[], cards: Card[]): Promise<void> {
  const entries = cards.filter(({ type }) => type !== "KeyCode").map(({ idToken, type }) => ({ idToken, type }));
  for (const { identity } of stations.slice(0, listed)) {
    const { desiredVersion } = await getLocalList(ctx, identity);
    if (desiredVersion === 0) await putLocalList(ctx, { identity, entries });
  }
}
