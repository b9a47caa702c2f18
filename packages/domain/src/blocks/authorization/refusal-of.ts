import type { Context } from "../../kernel";
import { decide } from "./decide";
import { countRunning, findPlace, type IdTokenRow } from "./id-token";
import { inWords } from "./in-words";

/** Why a card of ours may not begin a session at a station now, in a sentence, and when it may be otherwise by itself: as its first event would be answered. */
export async function refusalOf(
  ctx: Context,
  card: IdTokenRow,
  stationId: string,
  evseId: number | undefined,
): Promise<{ sentence: string; until: Date | null } | null> {
  const { idTokenInfo, rule, facts } = decide({
    ...{ type: card.type, token: card, now: ctx.now, purpose: "start" },
    running: card.maxConcurrentTransactions === null ? 0 : await countRunning(ctx, card.idToken),
    ...{ place: card.limits ? await findPlace(ctx, stationId) : null, evseId: evseId ?? null },
  });
  const { status, cacheExpiryDateTime: until } = idTokenInfo;
  return status === "Accepted" ? null : { sentence: inWords(rule, facts), until: until ? new Date(until) : null };
}
