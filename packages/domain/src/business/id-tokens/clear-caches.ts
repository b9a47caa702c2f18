import { sql } from "@stationmaster/db";
import { z } from "zod";
import { ConflictError, type Context } from "../../kernel";
import { type BulkCommand, mostStations, sendBulkCommand } from "../bulk-commands";
import { rowsOf } from "../page";
import { cardsOf, whereUsed } from "./card-use";
import { getCard } from "./list-cards";
import { getDriver } from "./list-drivers";

export const cacheClearing = z.object({ of: cardsOf, where: z.enum(["used", "everywhere"]) });

/** A station that is away may be the very one that would let the card in: it is asked when it comes back. */
const deadlineSeconds = 7 * 86_400;

/** C11: asks the stations that may remember a card to forget whom they let in; a bulk command for each thousand. */
export async function clearCaches(ctx: Context, { of, where }: z.output<typeof cacheClearing>): Promise<BulkCommand[]> {
  await ("cardId" in of ? getCard(ctx, of.cardId) : getDriver(ctx, of.driverId));
  const identities =
    where === "used"
      ? (await whereUsed(ctx, of)).map(({ stationIdentity }) => stationIdentity)
      : (
          await rowsOf<{ identity: string }>(
            ctx,
            sql`select identity from stations where removed_at is null order by identity_key`,
          )
        ).map(({ identity }) => identity);
  if (identities.length === 0)
    throw new ConflictError(
      where === "used" ? "It was used at no station yet: none remembers it." : "There are no stations.",
    );
  const sent: BulkCommand[] = [];
  for (let from = 0; from < identities.length; from += mostStations) {
    const stationIdentities = identities.slice(from, from + mostStations);
    sent.push(await sendBulkCommand(ctx, { action: "ClearCache", payload: {}, stationIdentities, deadlineSeconds }));
  }
  return sent;
}
