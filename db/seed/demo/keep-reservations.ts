import type { Context } from "@stationmaster/domain";
import { listReservations, reserve } from "@stationmaster/domain/reservation";
import { type Card, isPlain } from "./cards";
import type { KeptStation } from "./keep-places";

const stationsWithOne = 4;
const hoursKept = [1, 2, 4, 6] as const;

/** A few drivers are on their way: the stations are asked when the fleet comes on the line, and say themselves what becomes of it. */
export async function keepReservations(ctx: Context, stations: KeptStation[], cards: Card[]): Promise<void> {
  const live = await listReservations(ctx, { statuses: ["requested", "active"] }, { limit: 1 });
  if (live.length > 0) return;
  const good = cards.filter((card) => isPlain(card) && card.type === "ISO14443");
  const some = stations.filter(({ evses }) => evses.length > 1).slice(0, stationsWithOne);
  for (const [at, { id, evses }] of some.entries())
    await reserve(ctx, id, {
      evseId: evses.length,
      idToken: good[at % good.length]!.idToken,
      expiresAt: new Date(ctx.now.getTime() + hoursKept[at % hoursKept.length]! * 3_600_000),
    });
}
